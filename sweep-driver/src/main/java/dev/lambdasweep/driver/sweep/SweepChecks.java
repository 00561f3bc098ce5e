package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.MetricName;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.table.TableSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks that must pass before a sweep trains. */
public final class SweepChecks {
  private SweepChecks() {}

  /** The configuration with {@code auto} replaced by the data source that was found. */
  public static SweepConfig withSource(SweepConfig file, OpenSources sources) {
    String source = sources.type(file.data()).name();
    SweepConfig found = file.with(Map.of(Settings.SOURCE.path(), source));
    // thousands of points may be derived from it
    return new SweepConfig(found.values().asBase(), found.space(), found.points());
  }

  /**
   * The configuration with {@code auto} replaced by what the data and the trainer call for: the
   * network's loss, and the metric that ranks the points.
   *
   * @param task what is predicted
   * @throws UserException if the trainer does not measure the objective
   */
  static SweepConfig resolved(SweepConfig config, Task task, Trainer trainer) {
    SweepConfig ranked = withObjective(config, trainer.metrics(task), trainer.name());
    if (config.get(Settings.LOSS).isPresent()) {
      return ranked;
    }
    String loss = Hocon.kebab(Loss.usual(task));
    // thousands of points may be derived from it
    return new SweepConfig(
        ranked.values().at(Settings.LOSS, loss).asBase(), config.space(), config.points());
  }

  private static SweepConfig withObjective(
      SweepConfig config, List<Metric> measured, String trainer) {
    if (!config.hasObjective()) {
      return config.withObjective(measured.get(0));
    }
    String name = config.objective().name();
    Metric objective =
        measured.stream()
            .filter(metric -> metric.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    UserException.of(
                        "Cannot rank trials by %s: trainer %s does not measure it (set"
                            + " objective.metric to auto or one of %s)",
                        name,
                        trainer,
                        measured.stream().map(MetricName::of).collect(Collectors.joining(", "))));
    return config.withObjective(objective);
  }

  /**
   * Requires that the plan's configuration can be read again, since a space narrowed by rule comes
   * from no file.
   */
  static void requireReadable(SweepConfig config) {
    try {
      ConfigReader.fromJson(config.toJson());
    } catch (UserException e) {
      throw new UserException("Cannot train this space with these settings: " + e.getMessage(), e);
    }
  }

  /**
   * Requires test parts that are neither trained nor validated on.
   *
   * @param act what cannot be done otherwise: {@code train coarse}
   * @param remedy what to do instead
   */
  static void requireTestApart(
      List<Generation> parts, String act, String remedy, OpenSources sources) {
    List<String> mixed =
        parts.stream()
            .flatMap(part -> part.sections().stream())
            .flatMap(section -> sources.reader(section).mixedParts().stream())
            .distinct()
            .toList();
    if (!mixed.isEmpty()) {
      throw UserException.of(
          "Cannot %s: it trains or validates on parts that it also tests on, %s (%s)",
          act, String.join(", ", mixed), remedy);
    }
  }

  /** Requires that it is known what a final sweep tests on, before anything is read. */
  static void requireTest(Generation trials, OpenSources sources) {
    for (DataSection section : trials.sections()) {
      DataReader reader = sources.reader(section);
      if (reader.table().isPresent() && !TableSource.hasTest(section.values())) {
        throw TableSource.noTest(reader.description());
      }
    }
  }

  /** Requires that all rows of one sweep come from the same data. */
  static void requireSameData(List<Plan> plans, List<Generation> parts, SweepData data) {
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      Origin origin = plan.origin();
      List<DataSection> sections = parts.get(i).sections();
      if (!data.sha256(sections).equals(origin.dataSha256())) {
        throw otherImages(plan, data, "images");
      }
      // plans of older versions do not have it
      if (!origin.testSha256().isEmpty()
          && !data.testSha256(sections).equals(origin.testSha256())) {
        throw otherImages(plan, data, "test images");
      }
    }
  }

  /** Requires that no other driver extended the sweep while this one waited for the lease. */
  static void requireSamePlan(ResultsStore store, List<Plan> plans) {
    SweepId sweep = plans.get(0).sweep().id();
    if (store.plans(sweep).size() != plans.size()) {
      throw UserException.of(
          "Cannot continue %s: another driver has extended it in the meantime (try again)", sweep);
    }
  }

  private static UserException otherImages(Plan plan, SweepData data, String which) {
    if (data.table().isPresent()) {
      return UserException.of(
          "Cannot continue %s: %s contains different %s from those it was started with, %s (restore"
              + " them, or give their place with data.table)",
          plan.sweep().id(),
          data.description(),
          which.replace("images", "rows"),
          plan.origin().dataDescription());
    }
    return UserException.of(
        "Cannot continue %s: %s contains different %s from those it was started with, %s (give"
            + " the original ones with --data)",
        plan.sweep().id(), data.description(), which, plan.origin().dataDescription());
  }
}
