package dev.lambdasweep.driver.space;

import java.util.List;

/**
 * A point that was proposed, and what is known of it.
 *
 * @param point as it was proposed
 * @param metrics of its trainings that completed, one a repeat; empty where none has yet, or all
 *     failed
 */
public record Observation(Point point, List<Double> metrics) {
  /** Copies the metrics in. */
  public Observation {
    metrics = List.copyOf(metrics);
  }

  /** Points of which nothing is known yet. */
  public static List<Observation> pending(List<Point> points) {
    return points.stream().map(point -> new Observation(point, List.of())).toList();
  }
}
