package dev.lambdasweep.driver.console;

import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.PointText;
import dev.lambdasweep.driver.trial.Trial;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A finished trial as text for people. */
public final class TrialText {
  private TrialText() {}

  /** "trial 3: lambda = 0.0176: valid accuracy 0.4894 (1.3 s)" */
  static String ended(Trial trial, TrialRow row) {
    String what = "trial " + trial.number() + ": " + PointText.of(trial.point());
    String repeat = trial.repeat() > 0 ? ", repeat " + trial.repeat() : "";
    return row.isComplete()
        ? String.format(
            Locale.ROOT,
            "%s%s: valid accuracy %.4f (%.1f s)",
            what,
            repeat,
            row.validAccuracy().orElseThrow(),
            row.execution().seconds())
        : String.format("%s%s: %s, %s", what, repeat, row.failReason(), row.ending().error());
  }

  /** "0.5172 at lambda = 0.00112" */
  public static String best(List<String> searched, TrialRow row) {
    return String.format(
        Locale.ROOT,
        "%.4f at %s",
        row.validAccuracy().orElseThrow(),
        searched.stream()
            .filter(column -> row.parameters().containsKey(column))
            .map(column -> column + " = " + SqlValues.readable(row.parameters().get(column)))
            .collect(Collectors.joining(", ")));
  }
}
