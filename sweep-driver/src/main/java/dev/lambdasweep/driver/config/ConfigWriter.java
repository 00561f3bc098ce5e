package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.setting.Hocon;
import dev.lambdasweep.driver.setting.Settings;
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
    for (DimensionSpec dimension : config.space()) {
      space.put(
          dimension.hyperparameter().path(), ConfigValueFactory.fromAnyRef(described(dimension)));
    }
    written.put(Settings.SPACE, ConfigValueFactory.fromMap(space));
    List<Map<String, Object>> points = new ArrayList<>();
    for (PointSpec point : config.points()) {
      Map<String, Object> named = new LinkedHashMap<>();
      point.values().forEach((setting, value) -> named.put(setting.shortName(), value));
      points.add(named);
    }
    written.put(Settings.POINTS, points);
    return ConfigFactory.parseMap(written);
  }

  private static Object described(DimensionSpec dimension) {
    if (dimension instanceof DimensionSpec.Listed listed) {
      return new ArrayList<>(listed.values());
    }
    DimensionSpec.Between between = (DimensionSpec.Between) dimension;
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("type", Hocon.kebab(between.distribution()));
    described.put("low", between.low());
    described.put("high", between.high());
    if (between.points() > 0) {
      described.put("points", between.points());
    }
    return described;
  }
}
