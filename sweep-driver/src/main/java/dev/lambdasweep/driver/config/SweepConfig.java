package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.ConfigRenderOptions;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param space dimensions in the order of the settings, each hyperparameter once; empty: one point,
 *     the file's own settings
 * @param points listed ones, all trained; with any, the space is empty
 */
public record SweepConfig(SettingValues values, List<DimensionSpec> space, List<PointSpec> points) {
  /** Puts the dimensions in order. */
  public SweepConfig {
    space = space.stream().sorted(Comparator.comparing(DimensionSpec::hyperparameter)).toList();
    points = List.copyOf(points);
    require(
        space.isEmpty() || points.isEmpty(),
        "Invalid sweep.points: %s, must be none beside a space",
        points);
    long different = space.stream().map(DimensionSpec::hyperparameter).distinct().count();
    require(
        different == space.size(),
        "Invalid sweep.space: %s, must have each hyperparameter once",
        space);
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

  /** Any text; the file's name without its ending where the file gives none. */
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
  public List<DimensionSpec> dimensions() {
    Map<Setting<?>, Set<Object>> listed = new TreeMap<>();
    for (PointSpec point : points) {
      point
          .values()
          .forEach(
              (name, value) ->
                  listed.computeIfAbsent(name, absent -> new LinkedHashSet<>()).add(value));
    }
    List<DimensionSpec> dimensions = new ArrayList<>(space);
    listed.forEach((name, all) -> dimensions.add(new DimensionSpec.Listed(name, List.copyOf(all))));
    return List.copyOf(dimensions);
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
            Settings.hyperparameter(value.getKey())
                .orElseThrow(
                    () -> new IllegalArgumentException(Suggestions.unknownKey(value.getKey())));
        at = at.at(Map.of(setting, value.getValue()));
      } catch (IllegalArgumentException e) {
        problems.add("the point", e.getMessage().replaceFirst("^Invalid", "invalid"));
      }
    }
    SettingValues joint = at;
    JointRule.all().stream()
        .map(rule -> rule.test().apply(joint))
        .flatMap(Optional::stream)
        .forEach(text -> problems.add("the point", text));
    if (problems.any()) {
      throw problems.asException();
    }
    return new SweepConfig(at, space, points);
  }

  /** This configuration with another space to search, and no points listed. */
  public SweepConfig withSpace(List<DimensionSpec> other) {
    return new SweepConfig(values, other, List.of());
  }

  /**
   * All settings as one line of JSON, keys in alphabetical order; {@link ConfigReader#fromJson}
   * reads an equal configuration back.
   */
  public String toJson() {
    return ConfigWriter.write(this).root().render(ConfigRenderOptions.concise());
  }
}
