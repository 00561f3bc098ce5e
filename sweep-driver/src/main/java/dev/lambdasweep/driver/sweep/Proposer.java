package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Proposes the points of a sweep's next generation, given what is known of the ones before. */
@FunctionalInterface
public interface Proposer {

  /**
   * The next generation. A pure function of the sweep's file, seed and rows, so that a sweep that
   * is resumed goes on as it would have.
   *
   * @param rows of the generations before
   * @return no point if there is nothing more to train
   */
  List<Point> next(List<TrialRow> rows);

  /** Proposes nothing. */
  static Proposer none() {
    return rows -> List.of();
  }

  /** Proposes these points in one generation. */
  static Proposer once(List<Point> points) {
    Deque<List<Point>> generations = new ArrayDeque<>(List.of(List.copyOf(points)));
    return rows -> generations.isEmpty() ? List.of() : generations.remove();
  }
}
