package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.console.Progress;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.ResultsWriter;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files of a sweep that someone removes while it runs, perhaps with the whole results directory.
 * What this driver has written is written again; what cannot be is named at the end.
 */
final class RemovedFiles {
  /** Lost trials that the message names. */
  private static final int MOST_NAMED = 20;

  private final ResultsStore store;
  private final ResultsWriter writer;
  private final List<Plan> plans;
  private final Progress progress;

  RemovedFiles(ResultsStore store, ResultsWriter writer, List<Plan> plans, Progress progress) {
    this.store = store;
    this.writer = writer;
    this.plans = List.copyOf(plans);
    this.progress = progress;
  }

  /** Writes everything again where the plan is missing, which is quickly seen. */
  void restoreWithPlan() {
    if (!store.holds(plans.get(0))) {
      restore();
    }
  }

  /** Writes again whatever is missing. */
  void restore() {
    if (writer.restore(plans)) {
      progress.note(
          String.format(
              "Files of %s were removed from %s; what this run had stored was stored again",
              plans.get(0).sweep().id(), store.location()));
    }
  }

  /**
   * Checks that every row is still there.
   *
   * @param rows rows that have been stored, by this driver or an earlier one
   * @param resumption command that trains what has no row
   * @throws UserException if some are not
   */
  void requireNoneLost(List<TrialRow> rows, String resumption) {
    Set<TrialKey> present =
        store.rows(plans.get(0).sweep().id()).value().stream()
            .map(TrialRow::key)
            .collect(Collectors.toSet());
    List<TrialKey> lost =
        rows.stream().map(TrialRow::key).filter(key -> !present.contains(key)).sorted().toList();
    if (!lost.isEmpty()) {
      throw UserException.of(
          "Cannot find the rows of %d of %d trials in %s: they were removed while the sweep ran,"
              + " with all that was stored of trials %s (%s trains these again)",
          lost.size(), rows.size(), store.location(), names(lost), resumption);
    }
  }

  private static String names(List<TrialKey> trials) {
    String more =
        trials.size() > MOST_NAMED ? " and " + (trials.size() - MOST_NAMED) + " more" : "";
    return trials.stream()
        .limit(MOST_NAMED)
        .map(key -> key.number() + (key.repeat() > 0 ? " (repeat " + key.repeat() + ")" : ""))
        .collect(Collectors.joining(", ", "", more));
  }
}
