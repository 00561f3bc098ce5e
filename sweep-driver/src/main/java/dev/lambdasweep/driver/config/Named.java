package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an object says of hyperparameters, by their full keys or their short names: dimensions of a
 * space, coordinates of a point.
 */
final class Named {
  private final String path;
  private final Problems problems;
  private final Map<Setting<?>, Entry> entries = new TreeMap<>();

  /**
   * What was said of a hyperparameter.
   *
   * @param name as it was written, with the object's path: {@code sweep.space.lambda}
   * @param value what was written
   */
  record Entry(String name, ConfigValue value) {}

  private Named(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * The entries of an object; unknown names, and hyperparameters that are named twice, are
   * problems.
   *
   * @param path of the object, for messages
   */
  static Map<Setting<?>, Entry> in(String path, ConfigObject object, Problems problems) {
    Named named = new Named(path, problems);
    named.collect("", object);
    return named.entries;
  }

  /** A full key is a path, so what it names lies some objects deep. */
  private void collect(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String name = prefix + child.getKey();
      ConfigValue value = child.getValue();
      var found = Settings.hyperparameter(name);
      if (found.isPresent()) {
        if (value.valueType() != ConfigValueType.NULL) {
          add(found.get(), new Entry(path + "." + name, value));
        }
      } else if (value instanceof ConfigObject deeper && isSection(name)) {
        collect(name + ".", deeper);
      } else {
        String shown = prefix.isEmpty() ? quotedIfOdd(child.getKey()) : name;
        problems.add(value, Suggestions.unknownHyperparameter(path, shown));
      }
    }
  }

  private void add(Setting<?> hyperparameter, Entry entry) {
    Entry other = entries.get(hyperparameter);
    if (other == null || Problems.isFromCommandLine(entry.value())) {
      entries.put(hyperparameter, entry);
    } else if (!Problems.isFromCommandLine(other.value())) {
      problems.add(
          entry.value(),
          "%s is the same dimension as %s, must be given once"
              .formatted(entry.name(), other.name()));
    }
  }

  private static String quotedIfOdd(String name) {
    return name.matches("[\\w.-]+") ? name : ConfigUtil.quoteString(name);
  }

  private static boolean isSection(String name) {
    for (Setting<?> hyperparameter : Settings.hyperparameters()) {
      if (hyperparameter.path().startsWith(name + ".")) {
        return true;
      }
    }
    return false;
  }
}
