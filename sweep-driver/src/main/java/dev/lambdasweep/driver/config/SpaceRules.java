package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.search.Samplers;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.FreshPoints;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.GridSampler;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.where.SqlConstraint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules on the dimensions of a space as a whole, and together with the other settings. */
final class SpaceRules {
  private final SearchSpace space;
  private final List<Dimension> dimensions;
  private final SpaceReader reader;
  private final Problems problems;

  /**
   * Rules for the space that a reader has read.
   *
   * @param reader reader that knows where each was written
   * @param problems receives the broken rules
   */
  SpaceRules(SearchSpace space, SpaceReader reader, Problems problems) {
    this.space = space;
    this.dimensions = space.dimensions();
    this.reader = reader;
    this.problems = problems;
  }

  /** A grid needs to know how many points a continuous dimension has. */
  void checkGrid(String sampler) {
    for (Dimension dimension : dimensions) {
      if (sampler.equals(Samplers.GRID) && dimension.gridSize() == 0) {
        add(dimension, "missing %s.points, required by sweep.sampler = grid");
      }
    }
  }

  /** Epochs, updates and cycles each set the length. */
  void checkLengths(SettingTable table) {
    List<Dimension> lengths =
        dimensions.stream()
            .filter(dimension -> table.lengths().contains(dimension.hyperparameter()))
            .toList();
    if (lengths.size() > 1) {
      add(lengths.get(1), "%s is a second length, must be only one of epochs, updates, cycles");
    }
  }

  /** A value on the command line has no effect if the hyperparameter is searched. */
  void checkOverrides(MergedSettings layers) {
    for (Dimension dimension : dimensions) {
      Setting<?> hyperparameter = dimension.hyperparameter();
      ConfigValue value = layers.written(hyperparameter.path());
      if (Problems.isFromCommandLine(value)) {
        problems.add(
            value,
            "%s is a dimension of the space (for one value of it: %s.%s=[%s])"
                .formatted(
                    hyperparameter.shortName(),
                    Settings.SPACE,
                    hyperparameter.shortName(),
                    Hocon.text(value)));
      }
    }
  }

  /**
   * A dimension must have an effect, at least with some value of another dimension that is a
   * choice.
   */
  void checkUse(SweepConfig config) {
    boolean hasChoice =
        dimensions.stream().anyMatch(dimension -> !dimension.hyperparameter().kind().isNumber());
    for (Dimension dimension : dimensions) {
      Setting<?> hyperparameter = dimension.hyperparameter();
      if (!hasChoice && !hyperparameter.appliesTo(config.values())) {
        add(dimension, "%s has no effect with the other settings (see reference.conf)");
      } else if (hasChoice && isOnlyActiveInVain(hyperparameter, config.values())) {
        add(dimension, "%s has no effect where its conditions hold (see reference.conf)");
      }
    }
  }

  /**
   * Whether a dimension has no effect with any values that its conditions allow. If there are other
   * choices, this is not known.
   */
  private boolean isOnlyActiveInVain(Setting<?> hyperparameter, SettingValues values) {
    List<Condition> conditions = space.conditionsOf(hyperparameter);
    boolean areAllChoices =
        dimensions.stream()
            .map(Dimension::hyperparameter)
            .filter(other -> !other.kind().isNumber() && !other.equals(hyperparameter))
            .allMatch(
                choice ->
                    conditions.stream().anyMatch(condition -> condition.parent().equals(choice)));
    if (conditions.isEmpty() || !areAllChoices) {
      return false;
    }
    List<SettingValues> active = List.of(values);
    for (Condition condition : conditions) {
      active =
          active.stream()
              .flatMap(
                  at -> condition.values().stream().map(value -> at.at(condition.parent(), value)))
              .toList();
    }
    return active.stream().noneMatch(hyperparameter::appliesTo);
  }

  /**
   * The condition of {@code sweep.where} must be one on the dimensions, and hold somewhere.
   *
   * @param written condition as it was written
   */
  void checkWhere(SweepConfig config, ConfigValue written) {
    if (config.space().constraint() instanceof SqlConstraint constraint) {
      Optional<String> problem = constraint.problem();
      if (problem.isPresent()) {
        problems.add(written, Problems.invalid(Settings.WHERE.path(), written, problem.get()));
      } else if (!holdsSomewhere(config)) {
        problems.add(
            written,
            Problems.invalid(
                Settings.WHERE.path(), written, "true for at least one point of the space"));
      }
    }
  }

  /** Whether any point of the grid, or of many that are spread over the space, is allowed. */
  private static boolean holdsSomewhere(SweepConfig config) {
    Sampler sampler = config.withSamplerChosen().sampler();
    return sampler instanceof GridSampler
        ? sampler.initialPoints(1) > 0
        : !new FreshPoints(new Cube(config.space()), config.seed()).next(Set.of(), 0, 1).isEmpty();
  }

  private void add(Dimension dimension, String text) {
    ConfigValue place = reader.written(dimension.hyperparameter()).orElseThrow();
    problems.add(place, text.formatted(Settings.SPACE + "." + dimension.hyperparameter().path()));
  }
}
