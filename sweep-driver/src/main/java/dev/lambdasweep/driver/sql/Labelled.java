package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.LabelColumns;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import java.util.List;

/**
 * A value of one trial, with the columns that identify the trial.
 *
 * @param sweep sweep of the trial
 * @param key key of the trial
 * @param value value that belongs to the trial
 */
record Labelled<T>(Sweep sweep, TrialKey key, T value) {
  /** Columns of sweep and trial. */
  static <T> List<ViewColumn<Labelled<T>>> columns() {
    return List.of(
        ViewColumn.of(LabelColumns.SWEEP.of(Labelled::sweep)),
        ViewColumn.of(LabelColumns.NAME.of(Labelled::sweep)),
        ViewColumn.of(LabelColumns.TRIAL.of(Labelled::key)),
        ViewColumn.of(LabelColumns.REPEAT.of(Labelled::key)),
        ViewColumn.of(LabelColumns.FOLD.of(Labelled::key)));
  }
}
