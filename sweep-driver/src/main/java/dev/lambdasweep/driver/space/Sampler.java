package dev.lambdasweep.driver.space;

import java.util.List;

/** Proposes points of a search space. A pure function of its history: it keeps no state. */
public interface Sampler {
  /**
   * The next points.
   *
   * @param history every point proposed so far, in the order of proposal; a sampler that learns
   *     looks at the metrics, the others at the number
   * @param n how many points are wanted, at least 0
   * @return at most n, fewer where the space has no more
   */
  List<Point> propose(List<Observation> history, int n);

  /**
   * How many points a search has to begin with.
   *
   * @param trials what the file asks for
   * @return trials, or all points where the space has a number of its own
   */
  int initialPoints(int trials);
}
