package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Placeholders;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that a file declares for a program: each by its default, or by a section with its
 * default and its bounds or choices. They have the order of the file's lines, and on one line that
 * of their names.
 */
final class Declarations {
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private final Problems problems;
  private final Map<String, ConfigValue> defaults = new LinkedHashMap<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean isFlawed;

  private Declarations(Problems problems) {
    this.problems = problems;
  }

  /**
   * The declarations of a file.
   *
   * @param file resolved file, over reference.conf
   * @param problems receives what is wrong with them
   */
  static Declarations in(Config file, Problems problems) {
    Declarations declarations = new Declarations(problems);
    if (file.root().get("trainer") instanceof ConfigObject trainer
        && trainer.get("parameters") instanceof ConfigObject section) {
      // an object of HOCON has no order of its own
      section.entrySet().stream()
          .sorted(
              Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                      entry -> entry.getValue().origin().lineNumber())
                  .thenComparing(Map.Entry::getKey))
          .forEach(entry -> declarations.add(entry.getKey(), entry.getValue()));
    }
    return declarations;
  }

  /** The table of the program's settings; empty if there is a problem. */
  Optional<SettingTable> table() {
    if (isFlawed) {
      return Optional.empty();
    }
    try {
      return Optional.of(SettingTable.of(Settings.COMMAND, parameters, List.of()));
    } catch (UserException e) {
      ConfigValue first = defaults.values().iterator().next();
      problems.add(first, e.getMessage().replaceFirst("^Cannot", "cannot"));
      return Optional.empty();
    }
  }

  /** The layer that has the defaults in place of the declarations. */
  Config defaults() {
    Config layer = ConfigFactory.empty();
    for (Map.Entry<String, ConfigValue> entry : defaults.entrySet()) {
      layer = layer.withValue(path(entry.getKey()), entry.getValue());
    }
    return layer;
  }

  private static String path(String name) {
    return Settings.PARAMETERS + "." + name;
  }

  private void add(String name, ConfigValue written) {
    int before = parameters.size();
    if (!name.matches(NAME)) {
      report(
          written,
          "invalid parameter %s: its name must be lower case letters, digits and single dashes"
              .formatted(path(name)));
    } else if (Placeholders.BUILT_IN.contains(name)) {
      report(
          written,
          "invalid parameter %s: ${%s} stands for something else, must have another name"
              .formatted(path(name), name));
    } else {
      new Declaration(path(name), written, this::report)
          .parameter(name)
          .ifPresent(
              parameter -> {
                parameters.add(parameter);
                defaults.put(name, Declaration.defaultOf(written));
              });
    }
    isFlawed |= parameters.size() == before;
  }

  private void report(ConfigValue value, String text) {
    isFlawed = true;
    problems.add(value, text);
  }
}
