package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.search.Samplers;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.MetricName;
import dev.lambdasweep.driver.setting.kind.OneOf;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.source.Sources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values of merged layers, by key. A value with a problem is reported, and its default is used
 * instead, so that the next problem is found too.
 */
final class MergedSettings {
  private final Config reference;
  private final SettingTable table;
  private final String name;
  private final Problems problems;
  private final Set<Setting<?>> flawed = new HashSet<>();
  private final Set<String> keys;
  private Config config;

  /**
   * Merged layers; unknown keys are reported, and then ignored.
   *
   * @param config resolved layers, the defaults the last
   * @param table the known settings
   * @param name name of the file
   */
  MergedSettings(Config config, SettingTable table, String name, Problems problems) {
    this.config = config;
    this.reference = Reference.of(table);
    this.table = table;
    this.name = name;
    this.problems = problems;
    this.keys = table.all().stream().map(Setting::path).collect(Collectors.toUnmodifiableSet());
    findUnknownIn("", config.root());
  }

  /** The settings that are known. */
  SettingTable table() {
    return table;
  }

  /** A value as it was written: on the command line, in the file, or in reference.conf. */
  ConfigValue written(String path) {
    return lookup(config, path);
  }

  /** Reports unknown keys, and values in place of sections, whose defaults are used instead. */
  private void findUnknownIn(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String path = prefix + child.getKey();
      ConfigValue value = child.getValue();
      if (!child.getKey().matches("[\\w-]+")) {
        // "training.lambda" in quotes is one key, not a path
        problems.add(
            value, Suggestions.unknownKey(prefix + ConfigUtil.quoteString(child.getKey()), table));
      } else if (!keys.contains(path)
          && !path.equals(Settings.SPACE)
          && !path.equals(Settings.POINTS)) {
        findUnknown(path, value);
      }
    }
  }

  private void findUnknown(String path, ConfigValue value) {
    boolean isSection =
        path.equals(Settings.PARAMETERS)
            || keys.stream().anyMatch(key -> key.startsWith(path + "."));
    if (!isSection) {
      boolean isParameter = path.startsWith(Settings.PARAMETERS + ".");
      problems.add(
          value,
          isParameter && table.parameters().isEmpty()
              ? "unknown key %s, the trainer %s has no parameters".formatted(path, table.trainer())
              : Suggestions.unknownKey(path, table));
    } else if (value instanceof ConfigObject section) {
      findUnknownIn(path + ".", section);
    } else {
      problems.add(value, Problems.invalid(path, value, "a section { ... }"));
      config = config.withoutPath(path).withFallback(reference);
    }
  }

  /** The value of every setting; for an invalid one its default, or none if it may be null. */
  SettingValues values() {
    SettingValues values = SettingValues.empty(table);
    for (Setting<?> setting : table.all()) {
      values = with(values, setting);
    }
    return values;
  }

  private <T> SettingValues with(SettingValues values, Setting<T> setting) {
    ConfigValue value = lookup(config, setting.path());
    if (setting.isNullable() && value.valueType() == ConfigValueType.NULL) {
      return values;
    }
    try {
      checkRegistered(setting, value);
      checkMetric(setting, value);
      return values.with(setting, setting.kind().parse(value));
    } catch (Unfit unfit) {
      problems.add(value, Problems.invalid(setting.path(), value, unfit.rule()));
      flawed.add(setting);
      return setting.isNullable() ? values : values.with(setting, standIn(setting));
    }
  }

  /** Checks a name against its registry, which its setting does not know. */
  static void checkRegistered(Setting<?> setting, ConfigValue value) throws Unfit {
    if (setting.equals(Settings.SAMPLER)) {
      new OneOf(Samplers.names()).parse(value);
    } else if (setting.equals(Settings.SOURCE)) {
      new OneOf(Sources.names()).parse(value);
    }
  }

  /** Checks the objective against the metrics of the trainer, if they are known. */
  private void checkMetric(Setting<?> setting, ConfigValue value) throws Unfit {
    if (setting.equals(Settings.METRIC) && !table.metrics().isEmpty()) {
      List<String> names = new ArrayList<>(List.of("auto"));
      table.metrics().forEach(metric -> names.add(MetricName.of(metric)));
      new OneOf(names).parse(value);
    }
  }

  private <T> T standIn(Setting<T> setting) {
    try {
      return setting.kind().parse(lookup(reference, setting.path()));
    } catch (Unfit unfit) {
      throw new IllegalStateException(
          "Invalid %s in reference.conf, must be %s".formatted(setting, unfit.rule()), unfit);
    }
  }

  /** Checks a rule; skipped if one of its settings is already invalid. */
  void check(JointRule rule, SettingValues values) {
    if (rule.settings().stream().anyMatch(flawed::contains)) {
      return;
    }
    rule.test()
        .apply(values)
        .ifPresent(
            text ->
                rule.settings().stream()
                    .map(Setting::path)
                    .filter(path -> !isDefault(path))
                    .map(path -> lookup(config, path))
                    .filter(value -> value.valueType() != ConfigValueType.NULL)
                    .findFirst()
                    .ifPresentOrElse(
                        value -> problems.add(value, text), () -> problems.add(name, text)));
  }

  private boolean isDefault(String path) {
    return lookup(config, path).origin().equals(lookup(reference, path).origin());
  }

  private static ConfigValue lookup(Config config, String path) {
    ConfigValue value = config.root();
    for (String element : ConfigUtil.splitPath(path)) {
      value = value instanceof ConfigObject object ? object.get(element) : value;
    }
    return value;
  }
}
