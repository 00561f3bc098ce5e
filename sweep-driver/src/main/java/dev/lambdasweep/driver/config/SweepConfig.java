package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.ConfigRenderOptions;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.search.Samplers;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.stopping.StoppingRule;
import dev.lambdasweep.driver.stopping.StoppingRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The resolved configuration of a sweep: every setting, and what is searched.
 *
 * @param values values of all settings
 * @param space search space; without dimensions it is one point, the file's own settings
 * @param points listed points, all of them trained; if there are any, the space has no dimensions
 */
public record SweepConfig(SettingValues values, SearchSpace space, List<Point> points) {
  /** Copies the points in. */
  public SweepConfig {
    points = List.copyOf(points);
    require(
        space.dimensions().isEmpty() || points.isEmpty(),
        "Invalid sweep.points: %s, must be empty if there is a space",
        points);
  }

  /** The value of a setting that always has one. */
  public <T> T get(Setting<T> setting) {
    return values.get(setting);
  }

  /** The value of a setting; empty if it is null. */
  public <T> Optional<T> find(Setting<T> setting) {
    return values.find(setting);
  }

  /** A whole number that fits into an int. */
  public int count(Setting<Long> setting) {
    return values.count(setting);
  }

  /** The settings of the sweep's trainer. */
  public SettingTable table() {
    return values.table();
  }

  /** Name of the trainer. */
  public String trainer() {
    return get(Settings.TRAINER);
  }

  /** Any text; by default, the file's name without its extension. */
  public String name() {
    return get(Settings.NAME);
  }

  /**
   * The only source of randomness: points, initial weights, mini-batch order and split derive from
   * it.
   */
  public long seed() {
    return get(Settings.SEED);
  }

  /** Trainings of each point. */
  public int repeats() {
    return count(Settings.REPEATS);
  }

  /** Folds on which each point is trained; 1 if there is a single split. */
  public int folds() {
    return find(Settings.FOLDS).map(Math::toIntExact).orElse(1);
  }

  /** The rule by which trainings end early. */
  public StoppingRule stoppingRule() {
    Optional<Long> first = find(Settings.FIRST_RUNG);
    return StoppingRules.of(
        get(Settings.STOPPING_RULE),
        get(Settings.ETA),
        first.isPresent() ? OptionalLong.of(first.get()) : OptionalLong.empty());
  }

  /** The settings of {@code data}. */
  public DataSection data() {
    return new DataSection(values);
  }

  /** Whether the metric that ranks the points is known; a plan always names it. */
  public boolean hasObjective() {
    return get(Settings.METRIC).isPresent();
  }

  /**
   * The metric that ranks the points.
   *
   * @throws UserException if only the data can tell
   */
  public Metric objective() {
    return criterion().objective();
  }

  /** This configuration with a metric that ranks the points; a goal that the file sets stays. */
  public SweepConfig withObjective(Metric metric) {
    return new SweepConfig(Criterion.named(values, metric), space, points);
  }

  /** This configuration with a metric that ranks the points, if the file leaves it open. */
  public SweepConfig orObjective(Metric metric) {
    return hasObjective() ? this : withObjective(metric);
  }

  /**
   * How points are ranked and compared.
   *
   * @throws UserException if only the data can tell which metric ranks them
   */
  public Criterion criterion() {
    return Criterion.of(values);
  }

  /**
   * The dimensions that are searched: those of the space, or, for listed points, the values of each
   * hyperparameter that any of them sets.
   */
  public List<Dimension> dimensions() {
    Map<Setting<?>, Set<Object>> listed = new TreeMap<>();
    for (Point point : points) {
      point
          .values()
          .forEach(
              (path, value) ->
                  listed
                      .computeIfAbsent(
                          table().hyperparameter(path).orElseThrow(),
                          absent -> new LinkedHashSet<>())
                      .add(value));
    }
    List<Dimension> dimensions = new ArrayList<>(space.dimensions());
    listed.forEach((name, all) -> dimensions.add(new Listed(name, List.copyOf(all))));
    return List.copyOf(dimensions);
  }

  /**
   * The sampler that proposes points of the space.
   *
   * @throws UserException if the space is too large for it
   */
  public Sampler sampler() {
    return Samplers.of(get(Settings.SAMPLER), space, seed());
  }

  /**
   * The sampler that {@code auto} stands for in a new sweep; empty if the file names one, or lists
   * its points.
   */
  public Optional<Samplers.Choice> samplerChoice() {
    return points.isEmpty() && get(Settings.SAMPLER).equals(Samplers.AUTO)
        ? Optional.of(Samplers.choose(space, count(Settings.TRIALS)))
        : Optional.empty();
  }

  /** This configuration with the sampler that {@code auto} stands for in a new sweep. */
  public SweepConfig withSamplerChosen() {
    return samplerChoice()
        .map(
            choice ->
                new SweepConfig(values.with(Settings.SAMPLER, choice.sampler()), space, points))
        .orElse(this);
  }

  /**
   * This configuration at a point of the space, checked as if the file had its values. A value for
   * epochs, updates or cycles takes the place of the length set here.
   *
   * @param point full key or short name of a hyperparameter to value
   * @throws UserException if a value, or a combination of values, is not allowed
   */
  public SweepConfig with(Map<String, Object> point) {
    if (point.isEmpty()) {
      return this;
    }
    Problems problems =
        new Problems(
            "use "
                + point.entrySet().stream()
                    .map(value -> value.getKey() + " = " + value.getValue())
                    .collect(Collectors.joining(", ")));
    SettingValues at = values;
    for (Map.Entry<String, Object> value : point.entrySet()) {
      try {
        Setting<?> setting =
            table()
                .hyperparameter(value.getKey())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            Suggestions.unknownKey(value.getKey(), table())));
        at = at.at(setting, value.getValue());
      } catch (IllegalArgumentException e) {
        problems.add("the point", e.getMessage().replaceFirst("^Invalid", "invalid"));
      }
    }
    SettingValues joint = at;
    JointRule.of(table()).stream()
        .map(rule -> rule.test().apply(joint))
        .flatMap(Optional::stream)
        .forEach(text -> problems.add("the point", text));
    if (problems.any()) {
      throw problems.asException();
    }
    return new SweepConfig(at, space, points);
  }

  /** This configuration with another space to search, and no points listed. */
  public SweepConfig withSpace(SearchSpace searched) {
    return new SweepConfig(values, searched, List.of());
  }

  /**
   * All settings as one line of JSON, keys in alphabetical order; {@link ConfigReader#fromJson}
   * reads an equal configuration back.
   */
  public String toJson() {
    return ConfigWriter.write(values, space, points).root().render(ConfigRenderOptions.concise());
  }
}
