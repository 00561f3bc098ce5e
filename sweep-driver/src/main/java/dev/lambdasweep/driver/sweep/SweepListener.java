package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.rung.Cost;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.util.List;
import java.util.Optional;

/**
 * Is notified of the progress of a sweep: the console, an abort rule, a tracker. The thread that
 * runs the sweep calls its methods, one at a time.
 */
public interface SweepListener {

  /**
   * The plan, or its next part, is on disk and about to be trained.
   *
   * @param planned trials to train now
   */
  default void planned(Planned planned) {}

  /**
   * Trials ended, and their rows are on disk.
   *
   * @param arrived the rows
   * @throws SweepAborted to abort the sweep; running jobs are cancelled
   */
  default void arrived(Arrived arrived) {}

  /**
   * Trainings ended at a rung, and their rows are on disk. Whether they go on is known once all
   * others have reached the rung; then the next trainings are planned, and those that do not go on
   * arrive.
   *
   * @param reached the rows
   */
  default void reached(Reached reached) {}

  /**
   * Trials are being trained; called every few seconds, and after {@link #arrived}.
   *
   * @param progressed the trials that are running
   */
  default void progressed(Progressed progressed) {}

  /**
   * The sweep ended: no more trials are to be trained, or a listener aborted it. Not called if it
   * fails with an exception.
   *
   * @param ended how the sweep ended
   */
  default void ended(Ended ended) {}

  /**
   * Something happened that concerns no single trial: the sweep waits for an executor, or files
   * were removed.
   *
   * @param line readable text of one line
   */
  default void noted(String line) {}

  /**
   * Lines of the results could not be read and were skipped.
   *
   * @param lines skipped lines, at least one
   */
  default void skipped(List<Skipped> lines) {}

  /**
   * The trials to train now.
   *
   * @param state state of the sweep
   * @param groups number of trials of each group, in the order of submission; empty if every trial
   *     has a row
   * @param slots number of groups that train at the same time
   * @param data description of the data
   * @param cost trainings of the whole sweep
   */
  record Planned(SweepState state, List<Integer> groups, int slots, String data, Cost cost) {

    /** Copies the list in. */
    public Planned {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Trials that ended.
   *
   * @param state state of the sweep, including the rows
   * @param rows rows that were stored together
   */
  record Arrived(SweepState state, List<TrialRow> rows) {

    /** Copies the list in. */
    public Arrived {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Trainings that ended at a rung.
   *
   * @param state state of the sweep
   * @param rows rows that were stored together, all of the same rung
   */
  record Reached(SweepState state, List<TrialRow> rows) {

    /** Copies the list in. */
    public Reached {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Trials that are running.
   *
   * @param state state of the sweep
   * @param running the trials in their order, as far as their executors have reported them: a trial
   *     that has just begun is missing for a few seconds
   */
  record Progressed(SweepState state, List<RunningTrial> running) {

    /** Copies the list in. */
    public Progressed {
      running = List.copyOf(running);
    }
  }

  /**
   * A sweep that ended.
   *
   * @param state state of the sweep
   * @param aborted reason why a listener aborted it; empty if all trials have a row
   * @param lost whether rows were removed while it ran and could not be restored
   */
  record Ended(SweepState state, Optional<String> aborted, boolean lost) {}

  /** One listener that passes everything on to several, in their order. */
  static SweepListener all(List<SweepListener> listeners) {
    List<SweepListener> each = List.copyOf(listeners);
    return new SweepListener() {
      @Override
      public void planned(Planned planned) {
        each.forEach(listener -> listener.planned(planned));
      }

      @Override
      public void arrived(Arrived arrived) {
        each.forEach(listener -> listener.arrived(arrived));
      }

      @Override
      public void reached(Reached reached) {
        each.forEach(listener -> listener.reached(reached));
      }

      @Override
      public void progressed(Progressed progressed) {
        each.forEach(listener -> listener.progressed(progressed));
      }

      @Override
      public void ended(Ended ended) {
        each.forEach(listener -> listener.ended(ended));
      }

      @Override
      public void noted(String line) {
        each.forEach(listener -> listener.noted(line));
      }

      @Override
      public void skipped(List<Skipped> lines) {
        each.forEach(listener -> listener.skipped(lines));
      }
    };
  }
}
