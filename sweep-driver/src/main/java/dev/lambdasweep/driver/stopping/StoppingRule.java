package dev.lambdasweep.driver.stopping;

import java.util.List;

/** Decides when trainings are compared, and how many of them go on. */
public interface StoppingRule {

  /**
   * The lengths at which trainings are compared.
   *
   * @param length full length of a training in the units at whose ends trainings can be compared;
   *     positive
   * @return ascending, each at least 1 and below the full length; empty if trainings of this length
   *     are not compared
   */
  List<Long> rungs(double length);

  /**
   * Number of points that go on from a rung.
   *
   * @param points number of points that are compared, at least 1
   * @return at least 1, at most {@code points}
   */
  int survivors(int points);
}
