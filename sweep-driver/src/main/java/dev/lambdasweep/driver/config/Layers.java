package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.setting.Hocon;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.Unfit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The values of merged layers, by key. Where a value has a problem, that is kept and the default of
 * reference.conf stands in for it, so that the next problem is found too.
 */
final class Layers {
  private static final Set<String> KEYS =
      Settings.all().stream().map(Setting::path).collect(Collectors.toUnmodifiableSet());

  private final Config reference;
  private final String name;
  private final Problems problems;
  private final Set<Setting<?>> flawed = new HashSet<>();
  private Config config;

  /**
   * Layers whose unknown keys are told, and then ignored.
   *
   * @param config resolved layers, reference.conf the last
   * @param reference reference.conf alone
   * @param name of the file
   */
  Layers(Config config, Config reference, String name, Problems problems) {
    this.config = config;
    this.reference = reference;
    this.name = name;
    this.problems = problems;
    findUnknownIn("", config.root());
  }

  /** The sections at the root. */
  static Set<String> sections() {
    return Settings.all().stream()
        .map(key -> key.path().substring(0, key.path().indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A value as it was written, in the file or in the reference. */
  ConfigValue written(String path) {
    return lookup(config, path);
  }

  /** Unknown keys, and sections that are none; the latter are taken from the reference. */
  private void findUnknownIn(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String path = prefix + child.getKey();
      ConfigValue value = child.getValue();
      if (!child.getKey().matches("[\\w-]+")) {
        // "training.lambda" in quotes is one key, not a path
        problems.add(
            value, Suggestions.unknownKey(prefix + ConfigUtil.quoteString(child.getKey())));
      } else if (!KEYS.contains(path)
          && !path.equals(Settings.SPACE)
          && !path.equals(Settings.POINTS)) {
        findUnknown(path, value);
      }
    }
  }

  private void findUnknown(String path, ConfigValue value) {
    if (KEYS.stream().noneMatch(key -> key.startsWith(path + "."))) {
      problems.add(value, Suggestions.unknownKey(path));
    } else if (value instanceof ConfigObject section) {
      findUnknownIn(path + ".", section);
    } else {
      problems.add(value, invalid(path, value, "a section { ... }"));
      config = config.withoutPath(path).withFallback(reference);
    }
  }

  /** The value of every setting; where one has a problem its default, or none if it may be null. */
  SettingValues values() {
    SettingValues values = SettingValues.empty();
    for (Setting<?> setting : Settings.all()) {
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
      return values.with(setting, setting.kind().parse(value));
    } catch (Unfit unfit) {
      problems.add(value, invalid(setting.path(), value, unfit.rule()));
      flawed.add(setting);
      return setting.isNullable() ? values : values.with(setting, standIn(setting));
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

  /** "invalid training.lambda: -1, must be at least 0" */
  static String invalid(String path, ConfigValue value, String rule) {
    return "invalid %s: %s, must be %s".formatted(path, Hocon.text(value), rule);
  }

  private static ConfigValue lookup(Config config, String path) {
    ConfigValue value = config.root();
    for (String element : ConfigUtil.splitPath(path)) {
      value = value instanceof ConfigObject object ? object.get(element) : value;
    }
    return value;
  }
}
