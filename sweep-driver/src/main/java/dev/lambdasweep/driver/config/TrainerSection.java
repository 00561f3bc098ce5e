package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.OneOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code trainer}: which trainer, and, in a plan, what it declares. */
final class TrainerSection {
  /** Written to plans, so that they can be read without the trainer's class. */
  static final String DECLARED = "trainer.declared";

  private TrainerSection() {}

  /** Whether merged layers name the trainer that runs a program. */
  static boolean isProgram(Config config) {
    return config.root().get("trainer") instanceof ConfigObject section
        && Hocon.isScalar(section.get("name"))
        && Hocon.text(section.get("name")).equals(Settings.COMMAND);
  }

  /**
   * The table of the trainer that the merged layers name. For an unknown trainer, a plan contains
   * what it declared.
   *
   * @param config resolved layers, reference.conf the last
   * @param problems receives the problem of an unknown trainer
   * @return empty if there is a problem
   */
  static Optional<SettingTable> table(
      Config config, Trainers trainers, boolean isPlan, Problems problems) {
    if (!(config.root().get("trainer") instanceof ConfigObject section)) {
      // reported with the other values in place of sections
      return Optional.of(SettingTable.network());
    }
    ConfigValue name = section.get("name");
    Optional<SettingTable> known =
        Hocon.isScalar(name) ? trainers.table(Hocon.text(name)) : Optional.empty();
    if (known.isPresent()) {
      return known;
    }
    if (isPlan && config.hasPath(DECLARED)) {
      try {
        return Optional.of(SettingTable.of(Hocon.text(name), declared(config), List.of()));
      } catch (ConfigException | IllegalArgumentException e) {
        problems.add(config.getValue(DECLARED), "invalid " + DECLARED + ": " + e.getMessage());
        return Optional.empty();
      }
    }
    problems.add(name, problem(name, trainers));
    return Optional.empty();
  }

  /** Why no trainer has that name, and what it may have been meant to be. */
  private static String problem(ConfigValue name, Trainers trainers) {
    Trainers.Others others = trainers.others().get();
    String text = Hocon.isScalar(name) ? Hocon.text(name) : "";
    if (others.unusable().containsKey(text)) {
      return "invalid %s: %s, %s"
          .formatted(Settings.TRAINER.path(), text, others.unusable().get(text));
    }
    List<String> names = trainers.names();
    String problem = Problems.invalid(Settings.TRAINER.path(), name, new OneOf(names).rule());
    Optional<String> nearest = Suggestions.nearest(text, names);
    return Suggestions.withNearest(problem + ", or a class in a jar of --jars", nearest)
        + others.notLoaded();
  }

  /** Defaults of a trainer's parameters, as reference.conf has those of the other settings. */
  static Config defaults(SettingTable table) {
    Config defaults = ConfigFactory.empty();
    for (Parameter parameter : table.parameters()) {
      defaults =
          defaults.withValue(
              Settings.PARAMETERS + "." + parameter.name(),
              ConfigValueFactory.fromAnyRef(
                  parameter.defaultValue(), "the trainer " + table.trainer()));
    }
    return defaults;
  }

  /** What {@link #DECLARED} holds; an infinite bound is left out. */
  static List<Map<String, Object>> written(List<Parameter> parameters) {
    List<Map<String, Object>> written = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", parameter.name());
      fields.put("kind", Hocon.kebab(parameter.kind()));
      fields.put("default", parameter.defaultValue());
      if (Double.isFinite(parameter.low())) {
        fields.put("low", parameter.low());
      }
      if (Double.isFinite(parameter.high())) {
        fields.put("high", parameter.high());
      }
      fields.put("choices", parameter.choices());
      written.add(fields);
    }
    return written;
  }

  private static List<Parameter> declared(Config config) {
    List<Parameter> declared = new ArrayList<>();
    for (Config fields : config.getConfigList(DECLARED)) {
      Parameter.Kind kind =
          Parameter.Kind.valueOf(fields.getString("kind").toUpperCase(Locale.ROOT));
      Object defaultValue =
          switch (kind) {
            case REAL -> fields.getDouble("default");
            case WHOLE -> fields.getLong("default");
            case TEXT -> fields.getString("default");
            case FLAG -> fields.getBoolean("default");
          };
      declared.add(
          new Parameter(
              fields.getString("name"),
              kind,
              defaultValue,
              fields.hasPath("low") ? fields.getDouble("low") : Double.NEGATIVE_INFINITY,
              fields.hasPath("high") ? fields.getDouble("high") : Double.POSITIVE_INFINITY,
              fields.getStringList("choices")));
    }
    return declared;
  }
}
