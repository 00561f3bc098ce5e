package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of an object whose keys are full keys or short names of hyperparameters: the
 * dimensions of a space, the coordinates of a point.
 */
final class HyperparameterEntries {
  private final String path;
  private final SettingTable table;
  private final Problems problems;
  private final Map<Setting<?>, Entry> entries = new TreeMap<>();

  /**
   * An entry of a hyperparameter.
   *
   * @param name name as it was written, with the object's path: {@code sweep.space.lambda}
   * @param value value as it was written
   */
  record Entry(String name, ConfigValue value) {}

  private HyperparameterEntries(String path, SettingTable table, Problems problems) {
    this.path = path;
    this.table = table;
    this.problems = problems;
  }

  /**
   * The entries of an object; unknown names, and hyperparameters that are named twice, are
   * reported.
   *
   * @param path path of the object, for messages
   * @param table the hyperparameters that are known
   */
  static Map<Setting<?>, Entry> in(
      String path, ConfigObject object, SettingTable table, Problems problems) {
    HyperparameterEntries named = new HyperparameterEntries(path, table, problems);
    named.collect("", object);
    return named.entries;
  }

  /** A full key is a path, so it leads through nested objects. */
  private void collect(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String name = prefix + child.getKey();
      ConfigValue value = child.getValue();
      var found = table.hyperparameter(name);
      if (found.isPresent()) {
        if (value.valueType() != ConfigValueType.NULL) {
          add(found.get(), new Entry(path + "." + name, value));
        }
      } else if (value instanceof ConfigObject deeper && isSection(name)) {
        collect(name + ".", deeper);
      } else if (Settings.hyperparameter(name).isPresent()) {
        problems.add(value, Suggestions.hyperparameterOfNetwork(path + "." + name, table));
      } else {
        String shown = prefix.isEmpty() ? quotedIfOdd(child.getKey()) : name;
        problems.add(value, Suggestions.unknownHyperparameter(path, shown, table));
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

  private boolean isSection(String name) {
    return table.all().stream()
        .anyMatch(setting -> setting.isHyperparameter() && setting.path().startsWith(name + "."));
  }
}
