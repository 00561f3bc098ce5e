package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.lease.Lease;
import dev.lambdasweep.driver.live.LiveWriter;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.ResultsWriter;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stores what arrives of a sweep, keeps its state, and notifies the listeners. */
final class Recorder {
  private final SweepState state;
  private final SweepResources resources;
  private final Lease lease;
  private final LiveWriter live;
  private final SweepListener listener;
  private final ResultsWriter writer;
  private final RemovedFiles removedFiles;

  Recorder(
      SweepState state,
      SweepResources resources,
      Lease lease,
      LiveWriter live,
      SweepListener listener) {
    this.state = state;
    this.resources = resources;
    this.lease = lease;
    this.live = live;
    this.listener = listener;
    this.writer = state.store().writer(state.sweep(), CodeVersion.text());
    this.removedFiles = new RemovedFiles(state, writer);
  }

  /** Stores results, their files first, and notifies the listeners. */
  void store(List<TrainedTrial> arrived) {
    lease.requireHeld();
    Sweep sweep = state.sweep();
    for (TrainedTrial trained : arrived) {
      trained
          .files()
          .forEach(
              (name, bytes) -> state.store().keep(ResultsStore.modelName(sweep.id(), name), bytes));
    }
    add(
        arrived.stream()
            .map(
                trained ->
                    new FinishedTrial(
                        trained.result(), resources.columns(trained.result().trial())))
            .toList());
  }

  /** Stores results that have no files, and notifies the listeners. */
  void add(List<FinishedTrial> finished) {
    Map<Integer, List<FinishedTrial>> byRung =
        finished.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> trial.result().extent().rung(), TreeMap::new, Collectors.toList()));
    byRung.forEach(
        (rung, trials) -> {
          if (rung == Rung.FULL.number()) {
            arrived(writer.add(trials));
          } else {
            reached(rung, trials);
          }
        });
    removedFiles.restoreWithPlan(listener::noted);
  }

  /** Takes note of trials that have ended. */
  private void arrived(List<TrialRow> rows) {
    state.add(rows);
    live.forget(rows.stream().map(TrialRow::key).toList());
    listener.arrived(new SweepListener.Arrived(state, rows));
  }

  /** Stores trainings that ended at a rung; whether they go on is open. */
  private void reached(int rung, List<FinishedTrial> trials) {
    List<TrialRow> rows = writer.addAtRung(rung, trials);
    state
        .rungs()
        .add(
            rows,
            trials.stream()
                .map(FinishedTrial::result)
                .collect(
                    Collectors.toMap(result -> TrialKey.of(result.trial()), TrialResult::curve)));
    live.forget(rows.stream().map(TrialRow::key).toList());
    listener.reached(new SweepListener.Reached(state, rows));
  }

  /** Ends trials at their rungs. */
  void stop(List<TrialRow> rows) {
    if (!rows.isEmpty()) {
      lease.requireHeld();
      writer.stop(rows, state.rungs().curves(rows));
      arrived(rows);
    }
  }

  /** Notifies the listeners of the end; fails if rows are gone. */
  void end(Optional<String> aborted) {
    removedFiles.restore(listener::noted);
    Optional<UserException> lost = removedFiles.lost();
    SweepListener.Ended ended = new SweepListener.Ended(state, aborted, lost.isPresent());
    listener.ended(ended);
    if (lost.isPresent()) {
      throw lost.get();
    }
  }
}
