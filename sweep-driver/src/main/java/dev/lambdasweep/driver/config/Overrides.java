package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.text.Includes;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.config.text.SourceFiles;
import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Text;
import dev.lambdasweep.driver.setting.kind.TextList;
import dev.lambdasweep.driver.setting.kind.TextMap;
import java.util.List;

/** Reads KEY=VALUE: a full key or a hyperparameter's short name, and a value as in a file. */
final class Overrides {
  private final SettingTable table;
  private final Problems problems;
  private Config config = ConfigFactory.empty();

  private Overrides(SettingTable table, Problems problems) {
    this.table = table;
    this.problems = problems;
  }

  /**
   * The layer that the arguments make; of several values for a key, the last is taken.
   *
   * @param table the settings that are known
   * @param problems receives the unreadable arguments
   */
  static Config read(List<String> arguments, SettingTable table, Problems problems) {
    Overrides overrides = new Overrides(table, problems);
    arguments.forEach(overrides::add);
    return overrides.config;
  }

  private void add(String argument) {
    String place = Problems.COMMAND_LINE + argument;
    int equals = argument.indexOf('=');
    if (equals < 1) {
      problems.add(place, "must be KEY=VALUE");
      return;
    }
    String name = argument.substring(0, equals).strip();
    String key = table.hyperparameter(name).map(Setting::path).orElse(name);
    if (table.setting(key).isEmpty() && Settings.hyperparameter(name).isPresent()) {
      problems.add(place, Suggestions.hyperparameterOfNetwork(name, table));
      return;
    }
    if (MovedKeys.setting(name).isPresent()) {
      problems.add(place, Suggestions.unknownKey(name, table));
      return;
    }
    try {
      ConfigUtil.splitPath(key);
      put(key, value(key, argument.substring(equals + 1).strip(), place), place);
    } catch (ConfigException.BadPath e) {
      problems.add(place, "unknown key " + name);
    } catch (ConfigException e) {
      problems.add(place, "its value cannot be read (put text in double quotes)");
    }
  }

  /** A value takes the place of its alternatives in the file: a new length of the file's. */
  private void put(String key, ConfigValue value, String place) {
    if (value.valueType() != ConfigValueType.NULL) {
      ConfigOrigin origin = ConfigOriginFactory.newSimple(place);
      table.setting(key).stream()
          .flatMap(setting -> table.alternatives(setting).stream())
          .filter(other -> !config.hasPath(other.path()))
          .forEach(
              other ->
                  config =
                      config.withValue(
                          other.path(), ConfigValueFactory.fromAnyRef(null).withOrigin(origin)));
    }
    config = config.withValue(key, value);
  }

  private boolean isText(String key) {
    return table.all().stream()
        .anyMatch(
            known ->
                known.kind() instanceof TextMap
                    ? key.startsWith(known.path() + ".")
                    : known.kind() instanceof Text && known.path().equals(key));
  }

  private boolean isPath(String key) {
    return table.setting(key).filter(known -> known.kind() instanceof TextList).isPresent();
  }

  private ConfigValue value(String key, String text, String place) {
    boolean isLiteral = isText(key) && !text.startsWith("\"") && !text.equals("null");
    boolean isPath = isPath(key) && !text.matches("[\"\\[].*|null");
    if (isLiteral || isPath) {
      // taken literally: in HOCON, the // of s3a://bucket starts a comment
      return ConfigValueFactory.fromAnyRef(text).withOrigin(ConfigOriginFactory.newSimple(place));
    }
    Config parsed =
        ConfigFactory.parseString(
            "value = " + text, new Includes(place, new SourceFiles()).options());
    if (parsed.root().size() != 1) {
      throw new ConfigException.Generic("more than one value");
    }
    return parsed.root().get("value");
  }
}
