package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads when dimensions are active: { type = uniform, low = 0, high = 0.99, when = { optimizer =
 * sgd } }.
 */
final class ConditionReader {
  /** Key of a dimension's conditions. */
  static final String WHEN = "when";

  private final Map<Setting<?>, Dimension> dimensions;
  private final Set<Setting<?>> named;
  private final SettingTable table;
  private final Problems problems;

  /**
   * A reader of conditions.
   *
   * @param dimensions dimensions that can be read
   * @param named hyperparameters of all dimensions, including those that have problems
   */
  ConditionReader(
      Map<Setting<?>, Dimension> dimensions,
      Set<Setting<?>> named,
      SettingTable table,
      Problems problems) {
    this.dimensions = dimensions;
    this.named = named;
    this.table = table;
    this.problems = problems;
  }

  /** A dimension as it was written, without its conditions. */
  static ConfigValue without(ConfigValue dimension) {
    return dimension instanceof ConfigObject object ? object.withoutKey(WHEN) : dimension;
  }

  /**
   * The conditions of a dimension; those with problems are left out.
   *
   * @param name name of the dimension as it was written: {@code sweep.space.momentum}
   * @param dimension dimension as it was written
   */
  List<Condition> read(Setting<?> hyperparameter, String name, ConfigValue dimension) {
    if (!(dimension instanceof ConfigObject object) || !object.containsKey(WHEN)) {
      return List.of();
    }
    ConfigValue when = object.get(WHEN);
    String whenName = name + "." + WHEN;
    if (!(when instanceof ConfigObject parents) || parents.isEmpty()) {
      problems.add(when, Problems.invalid(whenName, when, "{ dimension = value, ... }"));
      return List.of();
    }
    List<Condition> conditions = new ArrayList<>();
    HyperparameterEntries.in(whenName, parents, table, problems)
        .forEach(
            (parent, entry) -> {
              List<Object> values = values(hyperparameter, parent, entry);
              if (!values.isEmpty() && dimensions.containsKey(hyperparameter)) {
                conditions.add(new Condition(hyperparameter, parent, values));
              }
            });
    return conditions;
  }

  /** The values of the parent with which the dimension is active; none if there is a problem. */
  private List<Object> values(
      Setting<?> hyperparameter, Setting<?> parent, HyperparameterEntries.Entry entry) {
    if (parent.equals(hyperparameter)) {
      problems.add(entry.value(), entry.name() + " is a condition on itself");
    } else if (!named.contains(parent)) {
      problems.add(
          entry.value(),
          "%s is not about a dimension (add %s.%s, or remove the condition)"
              .formatted(entry.name(), Settings.SPACE, parent.shortName()));
    } else if (dimensions.containsKey(parent)) {
      return values(dimensions.get(parent), entry);
    }
    return List.of();
  }

  private List<Object> values(Dimension parent, HyperparameterEntries.Entry entry) {
    if (parent.levels() == 0) {
      problems.add(
          entry.value(),
          entry.name() + " is about real numbers, must be about listed or whole values");
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    for (ConfigValue written : written(parent.hyperparameter(), entry.value())) {
      Optional<Object> value = value(parent, written, entry.name());
      if (value.isEmpty()) {
        return List.of();
      }
      values.add(value.get());
    }
    if (values.isEmpty()) {
      problems.add(
          entry.value(),
          Problems.invalid(entry.name(), entry.value(), "a value, or a list of values"));
    }
    return values;
  }

  /** One value, which may itself be a list, or the elements of a list of values. */
  private static List<ConfigValue> written(Setting<?> parent, ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      return List.of(value);
    }
    try {
      parent.parsePlain(list);
      return List.of(list);
    } catch (Unfit unfit) {
      return list;
    }
  }

  private Optional<Object> value(Dimension parent, ConfigValue written, String name) {
    try {
      MergedSettings.checkRegistered(parent.hyperparameter(), written);
      Object value = parent.hyperparameter().parsePlain(written);
      if (parent.contains(value)) {
        return Optional.of(value);
      }
      problems.add(
          written,
          "invalid %s: %s, must be a value of %s.%s"
              .formatted(
                  name, Hocon.text(written), Settings.SPACE, parent.hyperparameter().shortName()));
    } catch (Unfit unfit) {
      problems.add(written, Problems.invalid(name, written, unfit.rule()));
    }
    return Optional.empty();
  }
}
