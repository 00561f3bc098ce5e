package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.Unfit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the parts of one dimension, whatever its form, and reports their problems.
 *
 * @param hyperparameter hyperparameter of the dimension
 * @param name name of the dimension as it was written: {@code sweep.space.lambda}
 * @param problems receives the problems
 */
record DimensionParts(Setting<?> hyperparameter, String name, Problems problems) {
  /**
   * The parts of an object; unknown and missing ones are problems.
   *
   * @param required keys that must be there, besides the type
   * @param optional other keys that may be there
   */
  Map<String, ConfigValue> of(ConfigObject object, List<String> required, List<String> optional) {
    ConfigValue type = object.get("type");
    List<String> known = new ArrayList<>(type == null ? List.of() : List.of("type"));
    known.addAll(required);
    known.addAll(optional);
    boolean isNewType = type != null && Problems.isFromCommandLine(type);
    Map<String, ConfigValue> parts = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      if (known.contains(entry.getKey())) {
        parts.put(entry.getKey(), entry.getValue());
      } else if (!isNewType || Problems.isFromCommandLine(entry.getValue())) {
        // with a new type on the command line, parts of the file's type are still there
        List<String> all = new ArrayList<>(known);
        all.add(ConditionReader.WHEN);
        problems.add(entry.getValue(), Suggestions.unknownPart(name, entry.getKey(), all));
      }
    }
    for (String part : required) {
      if (!parts.containsKey(part)) {
        problems.add(object, "missing " + name + "." + part);
      }
    }
    return parts;
  }

  /** A value of the hyperparameter; empty if there is a problem. */
  Optional<Object> plain(String what, ConfigValue value) {
    try {
      MergedSettings.checkRegistered(hyperparameter, value);
      return Optional.of(hyperparameter.parsePlain(value));
    } catch (Unfit unfit) {
      return invalid(what, value, unfit.rule());
    }
  }

  /** Reports an invalid value. */
  <T> Optional<T> invalid(String what, ConfigValue value, String rule) {
    return problem(value, Problems.invalid(what, value, rule));
  }

  /** Reports a problem. */
  <T> Optional<T> problem(ConfigValue place, String text) {
    problems.add(place, text);
    return Optional.empty();
  }
}
