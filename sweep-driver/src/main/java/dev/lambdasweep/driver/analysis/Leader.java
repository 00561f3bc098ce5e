package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The best point so far while rows arrive: the first of {@link Ranking}, without sorting all points
 * again for each row.
 */
public final class Leader {
  private final Metric objective;
  private final Map<Integer, Standing> points = new HashMap<>();
  private final TreeSet<Standing> bestFirst;

  /** A point's complete trials so far. */
  private record Standing(int number, double sum, int trials, TrialRow first) {
    double mean() {
      return sum / trials;
    }
  }

  /** No point yet. */
  public Leader(Metric objective) {
    this.objective = objective;
    bestFirst =
        new TreeSet<>(
            Ranking.<Standing>bestFirst(objective, Standing::mean)
                .thenComparingInt(Standing::number));
  }

  /** Adds a trial; one that did not complete does not rank. */
  public void add(TrialRow row) {
    if (!row.isComplete()) {
      return;
    }
    double figure = Ranking.figure(row, objective);
    Standing alone = new Standing(row.key().number(), figure, 1, row);
    Standing now = points.merge(row.key().number(), alone, (old, one) -> joined(old, row, figure));
    bestFirst.add(now);
  }

  private Standing joined(Standing old, TrialRow row, double figure) {
    bestFirst.remove(old);
    TrialRow first = row.key().compareTo(old.first().key()) < 0 ? row : old.first();
    return new Standing(old.number(), old.sum() + figure, old.trials() + 1, first);
  }

  /** The best point's first trial; empty if none has completed yet. */
  public Optional<TrialRow> row() {
    return bestFirst.isEmpty() ? Optional.empty() : Optional.of(bestFirst.first().first());
  }
}
