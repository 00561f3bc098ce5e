package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigRenderOptions;
import dev.lambdasweep.core.UserException;
import java.util.List;
import java.util.Map;

/**
 * All settings of a sweep, resolved. A section of the file is a record; a key is a component in
 * kebab-case.
 *
 * @param sweep what is searched
 * @param data where images come from and which part of training they take
 * @param network what is trained
 * @param training how it is trained
 * @param curve what is measured meanwhile
 * @param execution limits and groups; never part of a trial's numbers
 * @param results where rows go
 * @param refine how a parent's trials are ranked
 */
public record SweepConfig(
    SweepSection sweep,
    DataSection data,
    NetworkSection network,
    TrainingSection training,
    CurveSection curve,
    ExecutionSection execution,
    ResultsSection results,
    RefineSection refine) {

  /**
   * This configuration at a point of the space, checked as if the file said so. A value for epochs,
   * updates or cycles takes the place of the length set here.
   *
   * @param values full key or short name to value, as in a point
   * @throws UserException if a value, or a combination of values, is not allowed
   */
  public SweepConfig with(Map<String, Object> values) {
    return values.isEmpty() ? this : ConfigReader.at(this, values);
  }

  /** This configuration with another space to search, and no points listed. */
  public SweepConfig withSpace(List<DimensionSpec> space) {
    return searching(
        new SweepSection(
            sweep.name(),
            sweep.seed(),
            sweep.trials(),
            sweep.repeats(),
            sweep.sampler(),
            space,
            List.of()));
  }

  /** This configuration with another search. */
  SweepConfig searching(SweepSection other) {
    return new SweepConfig(other, data, network, training, curve, execution, results, refine);
  }

  /**
   * All settings as one line of JSON, keys in alphabetical order; {@link ConfigReader#fromJson}
   * reads an equal configuration back.
   */
  public String toJson() {
    return ConfigWriter.write(this).root().render(ConfigRenderOptions.concise());
  }
}
