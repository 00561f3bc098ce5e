package dev.lambdasweep.driver.space;

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
}
