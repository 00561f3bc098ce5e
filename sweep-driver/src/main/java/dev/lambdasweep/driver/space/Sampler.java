package dev.lambdasweep.driver.space;

import dev.lambdasweep.core.trainer.Metric.Goal;
import java.util.List;

/**
 * Proposes points of a search space. A pure function of space, seed, goal and history: it keeps no
 * state, so the same calls give the same points in any process.
 */
public interface Sampler {
  /**
   * The next points.
   *
   * @param history every point proposed so far, in the order of proposal; samplers that do not
   *     learn use only its length
   * @param goal which values of the history's metrics are better
   * @param n number of points wanted, at least 0
   * @return at most n points; fewer if the space has no more
   */
  List<Point> propose(List<Observation> history, Goal goal, int n);

  /**
   * Number of points that a search starts with.
   *
   * @param trials number of points that the file asks for
   * @return {@code trials}, or the number of all points if the sampler takes them all
   */
  default int initialPoints(int trials) {
    return trials;
  }

  /**
   * Whether the points depend on the metrics of earlier ones, so that a search needs several
   * generations.
   */
  default boolean learns() {
    return false;
  }
}
