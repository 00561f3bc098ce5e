package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.ConfigRenderOptions;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.Samplers;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sweep's file, resolved: every setting, and what is searched.
 *
 * @param values of all settings
 * @param space without dimensions: one point, the file's own settings
 * @param points listed ones, all trained; with any, the space has no dimension
 */
public record SweepConfig(SettingValues values, SearchSpace space, List<Point> points) {
  /** Copies the points in. */
  public SweepConfig {
    points = List.copyOf(points);
    require(
        space.dimensions().isEmpty() || points.isEmpty(),
        "Invalid sweep.points: %s, must be none beside a space",
        points);
  }

  /** The value of a setting that always has one. */
  public <T> T get(Setting<T> setting) {
    return values.get(setting);
  }

  /** The value of a setting; empty where it is null. */
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

  /** Points, initial weights, mini-batch order and split follow from it alone. */
  public long seed() {
    return get(Settings.SEED);
  }

  /** Trainings of each point. */
  public int repeats() {
    return count(Settings.REPEATS);
  }

  /** Where images come from and which part of training they take. */
  public DataSection data() {
    return new DataSection(values);
  }

  /** How a refining sweep looks at its parent. */
  public RefineSection refine() {
    return new RefineSection(get(Settings.METRIC), get(Settings.LEVEL));
  }

  /**
   * What was searched: the space, or of listed points the values of each hyperparameter that any of
   * them sets.
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
   * What proposes points of the space.
   *
   * @throws UserException if the space is too large for it
   */
  public Sampler sampler() {
    return Samplers.of(get(Settings.SAMPLER), space, seed());
  }

  /** The points that a search begins with. */
  public List<Point> initialPoints() {
    if (!points.isEmpty()) {
      return points;
    }
    Sampler sampler = sampler();
    return sampler.propose(List.of(), sampler.initialPoints(count(Settings.TRIALS)));
  }

  /**
   * This configuration at a point of the space, checked as if the file said so. A value for epochs,
   * updates or cycles takes the place of the length set here.
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
  public SweepConfig withSpace(List<Dimension> dimensions) {
    return new SweepConfig(values, new SearchSpace(dimensions), List.of());
  }

  /**
   * All settings as one line of JSON, keys in alphabetical order; {@link ConfigReader#fromJson}
   * reads an equal configuration back.
   */
  public String toJson() {
    return ConfigWriter.write(values, space, points).root().render(ConfigRenderOptions.concise());
  }
}
