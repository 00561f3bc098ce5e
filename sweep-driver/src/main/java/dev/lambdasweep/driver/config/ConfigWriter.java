package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a configuration as the file that reads into it. */
final class ConfigWriter {
  private ConfigWriter() {}

  /** Every key of reference.conf with its resolved value; a null one is left out. */
  static Config write(SweepConfig config) {
    Map<String, Object> written = new LinkedHashMap<>(config.values().plain());
    Map<String, ConfigValue> space = new LinkedHashMap<>();
    for (Dimension dimension : config.space().dimensions()) {
      space.put(
          dimension.hyperparameter().path(), ConfigValueFactory.fromAnyRef(dimension.written()));
    }
    written.put(Settings.SPACE, ConfigValueFactory.fromMap(space));
    List<Map<String, Object>> points = new ArrayList<>();
    for (Point point : config.points()) {
      Map<String, Object> named = new LinkedHashMap<>();
      point
          .values()
          .forEach(
              (path, value) ->
                  named.put(Settings.hyperparameter(path).orElseThrow().shortName(), value));
      points.add(named);
    }
    written.put(Settings.POINTS, points);
    return ConfigFactory.parseMap(written);
  }
}
