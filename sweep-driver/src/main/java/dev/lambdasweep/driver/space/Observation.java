package dev.lambdasweep.driver.space;

import java.util.List;

/**
 * A proposed point and its results so far.
 *
 * @param point proposed point
 * @param metrics objective of its completed trainings, one per repeat and fold, in that order, each
 *     finite; empty if none has completed
 * @param hasFailed whether a training of the point diverged or threw; the point then counts as the
 *     worst value that any point has reached, whatever its metrics
 */
public record Observation(Point point, List<Double> metrics, boolean hasFailed) {
  /** Copies the metrics in; one that is not finite is a failure. */
  public Observation {
    hasFailed = hasFailed || metrics.stream().anyMatch(metric -> !Double.isFinite(metric));
    metrics = metrics.stream().filter(Double::isFinite).toList();
  }

  /**
   * A point whose trainings have completed.
   *
   * @param metrics objective, one per repeat and fold, in that order
   */
  public static Observation of(Point point, List<Double> metrics) {
    return new Observation(point, metrics, false);
  }

  /** A point with a training that diverged or threw. */
  public static Observation failed(Point point) {
    return new Observation(point, List.of(), true);
  }

  /** Points without results. */
  public static List<Observation> pending(List<Point> points) {
    return points.stream().map(point -> new Observation(point, List.of(), false)).toList();
  }

  /**
   * Whether there is no result: the trainings have not ended yet, or ended for a reason that says
   * nothing about the point (LOST, TIMEOUT). Such a point is not observed, but not proposed again.
   */
  public boolean isPending() {
    return metrics.isEmpty() && !hasFailed;
  }
}
