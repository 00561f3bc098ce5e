package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;

/**
 * A point of a sweep, judged by its complete trials.
 *
 * @param number of the point
 * @param metric mean over its complete repeats
 * @param rows its complete repeats, in their order; at least one
 */
public record RankedPoint(int number, double metric, List<TrialRow> rows) {
  /** Copies the rows in. */
  public RankedPoint {
    rows = List.copyOf(rows);
  }
}
