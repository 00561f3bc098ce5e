package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.config.PointSpec;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One point of a search space: a value for each dimension, in the space's order.
 *
 * @param values full key ({@code training.lambda}) to value: Double, Long, Boolean, String, or a
 *     List of these
 */
public record Point(Map<String, Object> values) implements Serializable {
  /** Copies the values in, keeping their order. */
  public Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A point that a file lists. */
  static Point of(PointSpec spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    spec.values().forEach((hyperparameter, value) -> values.put(hyperparameter.path(), value));
    return new Point(values);
  }
}
