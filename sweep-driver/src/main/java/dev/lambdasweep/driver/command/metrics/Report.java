package dev.lambdasweep.driver.command.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a program reports on one line.
 *
 * @param step progress of the training, as it was written; empty if the line has none
 * @param metrics values by name, in lower case with underscores; perhaps not finite
 */
public record Report(OptionalDouble step, Map<String, Double> metrics) {
  /** Copies the map in. */
  public Report {
    metrics = new LinkedHashMap<>(metrics);
  }
}
