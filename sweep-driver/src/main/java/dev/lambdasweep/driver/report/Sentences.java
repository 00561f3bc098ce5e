package dev.lambdasweep.driver.report;

import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.refine.RankedPoint;
import dev.lambdasweep.driver.results.Estimate;
import dev.lambdasweep.driver.results.Kind;
import dev.lambdasweep.driver.results.SqlValues;
import dev.lambdasweep.driver.results.State;
import dev.lambdasweep.driver.results.TrialRow;
import dev.lambdasweep.driver.trial.TestDetail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was swept, and the answer with its uncertainty, a sentence each. */
final class Sentences {
  private Sentences() {}

  /** "Search of lambda: 10 trials of 10 points on CIFAR-10 in DIR." */
  static String swept(Reported sweep) {
    String dimensions =
        sweep.config().sweep().dimensions().stream()
            .map(DimensionSpec::hyperparameter)
            .map(Hyperparameter::shortName)
            .collect(Collectors.joining(", "));
    String kind =
        switch (sweep.sweep().kind()) {
          case SEARCH -> "Search";
          case REFINE -> "Refined search";
          case FINAL -> "Final training";
        };
    int points = sweep.planned() / sweep.config().sweep().repeats();
    int ended = sweep.rows().size();
    return String.format(
        Locale.ROOT,
        "%s%s: %s%s, %s%s.",
        kind,
        dimensions.isEmpty() ? "" : " of " + dimensions,
        counted(points, "point"),
        sweep.config().sweep().repeats() == 1
            ? ""
            : ", each trained " + sweep.config().sweep().repeats() + " times",
        sweep.plans().get(0).origin().dataDescription(),
        ended < sweep.planned()
            ? String.format(
                ". It is not finished: %d of %d trials have ended", ended, sweep.planned())
            : "");
  }

  /** The best point, how sure its figure is, and how many are as good. */
  static String answer(Reported sweep) {
    if (sweep.standings().points().isEmpty()) {
      return sweep.rows().isEmpty()
          ? "No trial has ended yet."
          : "No trial has completed: " + failures(sweep.rows()) + ".";
    }
    RankedPoint best = sweep.standings().points().get(0).point();
    String at = at(sweep, best);
    String failed =
        sweep.rows().stream().allMatch(TrialRow::isComplete)
            ? ""
            : " (" + failures(sweep.rows()) + ")";
    if (sweep.sweep().kind() == Kind.FINAL
        && best.rows().get(0).figure("test_accuracy").isPresent()) {
      return "Test accuracy "
          + figure(sweep, best, "test_accuracy", testError(sweep, best))
          + at
          + failed
          + ".";
    }
    return String.format(
        "%s accuracy %s%s%s%s.",
        sweep.standings().points().size() > 1
            ? "Best of " + sweep.standings().points().size() + " points: validation"
            : "Validation",
        figure(
            sweep,
            best,
            "valid_accuracy",
            best.rows().get(0).figure("valid_accuracy_se").orElse(Double.NaN)),
        at,
        ties(sweep),
        failed);
  }

  private static String ties(Reported sweep) {
    int tied = sweep.standings().tied().size() - 1;
    if (sweep.standings().comparisons() == 0) {
      return "";
    }
    String level = SqlValues.readable(sweep.standings().level());
    return tied == 0
        ? "; all others differ from it at level " + level
        : String.format(
            "; %s cannot be told from it at level %s",
            tied == 1 ? "one other" : tied + " others", level);
  }

  private static String at(Reported sweep, RankedPoint best) {
    Map<String, Object> parameters = best.rows().get(0).parameters();
    String values =
        sweep.config().sweep().dimensions().stream()
            .map(dimension -> dimension.hyperparameter().column())
            .filter(parameters::containsKey)
            .map(column -> column + " = " + SqlValues.readable(parameters.get(column)))
            .collect(Collectors.joining(", "));
    return values.isEmpty()
        ? " at lambda = " + SqlValues.readable(parameters.get(Hyperparameter.LAMBDA.column()))
        : " at " + values;
  }

  /** The mean with its interval, or the one figure with its standard error. */
  private static String figure(Reported sweep, RankedPoint point, String column, double error) {
    List<Double> figures =
        point.rows().stream().flatMap(row -> row.figure(column).stream().boxed()).toList();
    Estimate estimate = Estimate.of(figures, sweep.standings().level());
    if (estimate.n() > 1) {
      return String.format(
          Locale.ROOT,
          "%.4f (%s %% interval %.4f to %.4f, %d repeats)",
          estimate.mean(),
          SqlValues.readable(100 * (1 - sweep.standings().level())),
          estimate.low(),
          estimate.high(),
          estimate.n());
    }
    return Double.isFinite(error)
        ? String.format(Locale.ROOT, "%.4f ± %.4f (standard error)", estimate.mean(), error)
        : String.format(Locale.ROOT, "%.4f", estimate.mean());
  }

  /** Binomial standard error on the test images; NaN where their number is not known. */
  private static double testError(Reported sweep, RankedPoint point) {
    TestDetail detail = sweep.details().get(point.rows().get(0).key());
    if (detail == null) {
      return Double.NaN;
    }
    int images =
        detail.confusion().stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    double accuracy = point.rows().get(0).figure("test_accuracy").orElse(Double.NaN);
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }

  private static String failures(List<TrialRow> rows) {
    Map<String, Integer> reasons = new TreeMap<>();
    rows.stream()
        .filter(row -> row.ending().state() == State.FAILED)
        .forEach(row -> reasons.merge(row.ending().failReason(), 1, Integer::sum));
    return reasons.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", "failed: ", ""));
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
