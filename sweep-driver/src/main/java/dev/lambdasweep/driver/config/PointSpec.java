package dev.lambdasweep.driver.config;

import dev.lambdasweep.driver.setting.Setting;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A point that a file lists: the file's own settings, but for these.
 *
 * @param values of the hyperparameters it sets, each of the hyperparameter's own type
 */
public record PointSpec(Map<Setting<?>, Object> values) {
  /** Puts the values in the order of the settings, and makes them their own types. */
  public PointSpec {
    Map<Setting<?>, Object> typed = new TreeMap<>();
    values.forEach((setting, value) -> typed.put(setting, setting.plain(value)));
    values = Collections.unmodifiableMap(typed);
  }
}
