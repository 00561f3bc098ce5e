package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Optional;

/**
 * Follows a sweep: the console, an abort rule, a tracker. Its methods are called by the thread that
 * runs the sweep, one after another.
 */
public interface SweepListener {

  /**
   * The plan, or its next part, is on disk and about to be trained.
   *
   * @param planned what is to be trained now
   */
  default void planned(Planned planned) {}

  /**
   * Trials ended, and their rows are on disk.
   *
   * @param arrived the rows
   * @throws SweepAborted to end the sweep; what is under way is cancelled
   */
  default void arrived(Arrived arrived) {}

  /**
   * The sweep ended: no more trials are to be trained, or a listener aborted it. Not called if it
   * fails with an exception.
   *
   * @param ended how
   */
  default void ended(Ended ended) {}

  /**
   * There is something to tell that is about no trial: that an executor is waited for, that files
   * were removed.
   *
   * @param line one line for a person
   */
  default void noted(String line) {}

  /**
   * Lines of the results could not be read and were left out.
   *
   * @param lines at least one
   */
  default void skipped(List<Skipped> lines) {}

  /**
   * What is to be trained now.
   *
   * @param state of the sweep
   * @param groups number of trials of each group, in the order of submission; none if every trial
   *     has its row
   * @param slots groups that train at a time
   * @param data the data in words
   */
  record Planned(SweepState state, List<Integer> groups, int slots, String data) {

    /** Copies the list in. */
    public Planned {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Trials that ended.
   *
   * @param state of the sweep, with the rows
   * @param rows that were stored together
   */
  record Arrived(SweepState state, List<TrialRow> rows) {

    /** Copies the list in. */
    public Arrived {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A sweep that ended.
   *
   * @param state of the sweep
   * @param aborted why a listener ended it; empty if all trials have their rows
   * @param lost whether rows were removed while it ran and could not be restored
   */
  record Ended(SweepState state, Optional<String> aborted, boolean lost) {}
}
