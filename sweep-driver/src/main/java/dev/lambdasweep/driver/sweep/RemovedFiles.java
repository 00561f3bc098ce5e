package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.ResultsWriter;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Handles files of a sweep that are removed while it runs, perhaps with the whole results
 * directory. Files that this driver wrote are written again; rows that cannot be restored are named
 * at the end.
 */
final class RemovedFiles {
  /** Most lost trials that the message names. */
  private static final int MOST_NAMED = 20;

  private final SweepState state;
  private final ResultsWriter writer;

  RemovedFiles(SweepState state, ResultsWriter writer) {
    this.state = state;
    this.writer = writer;
  }

  /** Writes everything again if the plan is missing, which is a quick check. */
  void restoreWithPlan(Consumer<String> notes) {
    if (!state.store().holds(state.plans().get(0))) {
      restore(notes);
    }
  }

  /** Writes all missing files again. */
  void restore(Consumer<String> notes) {
    if (writer.restore(state.plans())) {
      notes.accept(
          String.format(
              "Files of %s were removed from %s; those written by this run were restored",
              state.sweep().id(), state.store().location()));
    }
  }

  /** The error to report if some rows are gone. */
  Optional<UserException> lost() {
    Set<TrialKey> present =
        state.store().rows(state.sweep().id()).value().stream()
            .map(TrialRow::key)
            .collect(Collectors.toSet());
    List<TrialKey> lost =
        state.rows().stream()
            .map(TrialRow::key)
            .filter(key -> !present.contains(key))
            .sorted()
            .toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            UserException.of(
                "Cannot find the rows of %d of %d trials in %s: they were removed while the sweep"
                    + " ran, along with everything else stored for trials %s (%s trains these"
                    + " again)",
                lost.size(),
                state.rows().size(),
                state.store().location(),
                names(lost),
                ShellText.resumption(state.sweep(), state.store())));
  }

  private static String names(List<TrialKey> trials) {
    String more =
        trials.size() > MOST_NAMED ? " and " + (trials.size() - MOST_NAMED) + " more" : "";
    return trials.stream()
        .limit(MOST_NAMED)
        .map(key -> key.number() + (key.training().isEmpty() ? "" : " (" + key.training() + ")"))
        .collect(Collectors.joining(", ", "", more));
  }
}
