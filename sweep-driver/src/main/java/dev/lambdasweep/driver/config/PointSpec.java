package dev.lambdasweep.driver.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A point that a file lists: the file's own settings, but for these.
 *
 * @param values of the hyperparameters it sets, each of the hyperparameter's own type
 */
public record PointSpec(Map<Hyperparameter, Object> values) {
  /** Puts the values in the order of {@link Hyperparameter}, and makes them its own types. */
  public PointSpec {
    Map<Hyperparameter, Object> typed = new EnumMap<>(Hyperparameter.class);
    values.forEach(
        (hyperparameter, value) -> typed.put(hyperparameter, hyperparameter.typed(value)));
    values = Collections.unmodifiableMap(typed);
  }
}
