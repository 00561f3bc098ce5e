package dev.lambdasweep.driver.space;

import java.util.List;

/**
 * A proposed point and its results so far.
 *
 * @param point proposed point
 * @param metrics metrics of its completed trainings, one per repeat; empty if none has completed
 *     yet, or all failed
 */
public record Observation(Point point, List<Double> metrics) {
  /** Copies the metrics in. */
  public Observation {
    metrics = List.copyOf(metrics);
  }

  /** Points without results. */
  public static List<Observation> pending(List<Point> points) {
    return points.stream().map(point -> new Observation(point, List.of())).toList();
  }
}
