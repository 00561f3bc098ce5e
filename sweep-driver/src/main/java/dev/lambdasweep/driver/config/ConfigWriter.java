package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a configuration as the file that reads into it. */
final class ConfigWriter {
  private ConfigWriter() {}

  /**
   * Every key with its resolved value; null ones are left out. For a trainer other than the
   * built-in one, also what it declares.
   */
  static Config write(SettingValues values, SearchSpace searched, List<Point> listed) {
    SettingTable table = values.table();
    Map<String, Object> written = new LinkedHashMap<>();
    values
        .plain()
        .forEach(
            (path, value) ->
                // the names in a map are no paths
                written.put(
                    path,
                    value instanceof Map<?, ?> ? ConfigValueFactory.fromAnyRef(value) : value));
    if (!table.isNetwork()) {
      written.put(TrainerSection.DECLARED, TrainerSection.written(table.parameters()));
    }
    Map<String, ConfigValue> space = new LinkedHashMap<>();
    for (Dimension dimension : searched.dimensions()) {
      space.put(
          dimension.hyperparameter().path(),
          ConfigValueFactory.fromAnyRef(
              written(dimension, searched.conditionsOf(dimension.hyperparameter()))));
    }
    written.put(Settings.SPACE, ConfigValueFactory.fromMap(space));
    List<Map<String, Object>> points = new ArrayList<>();
    for (Point point : listed) {
      Map<String, Object> named = new LinkedHashMap<>();
      point
          .values()
          .forEach(
              (path, value) ->
                  named.put(table.hyperparameter(path).orElseThrow().shortName(), value));
      points.add(named);
    }
    written.put(Settings.POINTS, points);
    return ConfigFactory.parseMap(written);
  }

  /**
   * A dimension with its conditions; a list has no place for them, so it is written as a choice.
   */
  private static Object written(Dimension dimension, List<Condition> conditions) {
    if (conditions.isEmpty()) {
      return dimension.written();
    }
    Map<String, Object> written = new LinkedHashMap<>();
    if (dimension.written() instanceof Map<?, ?> parts) {
      parts.forEach((part, value) -> written.put(String.valueOf(part), value));
    } else {
      written.put("type", "choice");
      written.put("values", dimension.written());
    }
    Map<String, Object> when = new LinkedHashMap<>();
    conditions.forEach(condition -> when.put(condition.parent().path(), condition.values()));
    written.put(ConditionReader.WHEN, when);
    return written;
  }
}
