package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;

/**
 * A point of a sweep with its mean metric over its complete trials.
 *
 * @param number number of the point
 * @param metric mean of the metric over its complete repeats
 * @param rows rows of its complete repeats, in their order; at least one
 */
public record RankedPoint(int number, double metric, List<TrialRow> rows) {
  /** Copies the rows in. */
  public RankedPoint {
    rows = List.copyOf(rows);
  }
}
