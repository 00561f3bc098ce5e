package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Proposes the points of a sweep's next generation from the results of the previous ones. */
@FunctionalInterface
public interface Proposer {

  /**
   * The next generation. A pure function of the sweep's file, seed and rows, so that a resumed
   * sweep continues as it would have without the interruption.
   *
   * @param rows rows of the previous generations
   * @return points to train; empty if there is nothing more to train
   */
  List<Point> next(List<TrialRow> rows);

  /** A proposer of no points. */
  static Proposer none() {
    return rows -> List.of();
  }

  /** A proposer of these points, in one generation. */
  static Proposer once(List<Point> points) {
    Deque<List<Point>> generations = new ArrayDeque<>(List.of(List.copyOf(points)));
    return rows -> generations.isEmpty() ? List.of() : generations.remove();
  }
}
