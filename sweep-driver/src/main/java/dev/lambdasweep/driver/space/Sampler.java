package dev.lambdasweep.driver.space;

import java.util.List;

/** Proposes points of a search space. A pure function of its history: it keeps no state. */
public interface Sampler {
  /**
   * The next points.
   *
   * @param history every point proposed so far, in the order of proposal; samplers that do not
   *     learn use only its length
   * @param n number of points wanted, at least 0
   * @return at most n points; fewer if the space has no more
   */
  List<Point> propose(List<Observation> history, int n);

  /**
   * Number of points that a search starts with.
   *
   * @param trials number of points that the file asks for
   * @return {@code trials}, or the number of all points if the sampler takes them all
   */
  int initialPoints(int trials);
}
