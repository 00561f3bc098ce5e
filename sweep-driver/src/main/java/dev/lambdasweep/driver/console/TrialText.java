package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.sql.FigureText;
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
  static String ended(Metric objective, Trial trial, TrialRow row) {
    String what = "trial " + trial.number() + ": " + PointText.of(trial.point());
    String training = row.key().training();
    String which = training.isEmpty() ? "" : ", " + training;
    return row.isFailed()
        ? String.format("%s%s: %s, %s", what, which, row.failReason(), row.ending().error())
        : String.format(
            Locale.ROOT,
            "%s%s: %s %s%s (%.1f s)",
            what,
            which,
            FigureText.name(objective.name()),
            figure(objective, row),
            row.isStopped() ? " at rung " + row.extent().rung() : "",
            row.execution().seconds());
  }

  /** "0.5172 at lambda = 0.00112" */
  public static String best(Metric objective, List<String> searched, TrialRow row) {
    return String.format(
        "%s at %s",
        figure(objective, row),
        searched.stream()
            .filter(column -> row.parameters().containsKey(column))
            .map(column -> column + " = " + SqlValues.readable(row.parameters().get(column)))
            .collect(Collectors.joining(", ")));
  }

  private static String figure(Metric objective, TrialRow row) {
    return FigureText.of(objective.name(), row.figure(objective.name()).orElseThrow());
  }
}
