package dev.lambdasweep.driver.report;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Standings;
import dev.lambdasweep.driver.analysis.TestMethod;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.sql.FigureText;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.TestDetail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sentences about what was swept, the answer with its uncertainty, and how points were compared.
 */
final class Sentences {
  private Sentences() {}

  /** "Search of lambda: 10 points, CIFAR-10 in DIR." */
  static String swept(Reported sweep) {
    String dimensions =
        sweep.config().dimensions().stream()
            .map(Dimension::hyperparameter)
            .map(Setting::shortName)
            .collect(Collectors.joining(", "));
    String kind =
        switch (sweep.sweep().kind()) {
          case SEARCH -> "Search";
          case REFINE -> "Refined search";
          case FINAL -> "Final training";
        };
    int points = Plan.points(sweep.plans()).size();
    int ended = sweep.rows().size();
    return String.format(
        Locale.ROOT,
        "%s%s: %s%s, %s%s.",
        kind,
        dimensions.isEmpty() ? "" : " of " + dimensions,
        counted(points, "point"),
        times(sweep.repeats(), sweep.folds()),
        sweep.plans().get(0).origin().dataDescription(),
        ended < sweep.planned()
            ? String.format(
                ". It is not finished: %d of %d trials have ended", ended, sweep.planned())
            : "");
  }

  /** ", each trained 2 times on each of 5 folds" */
  private static String times(int repeats, int folds) {
    String often = repeats == 1 ? "" : " " + repeats + " times";
    String on = folds == 1 ? "" : " on each of " + folds + " folds";
    return often.isEmpty() && on.isEmpty() ? "" : ", each trained" + often + on;
  }

  /** The best point, the uncertainty of its figure, and the number of ties. */
  static String answer(Reported sweep) {
    if (sweep.standings().points().isEmpty()) {
      return sweep.rows().isEmpty()
          ? "No trial has ended yet."
          : "No trial has completed: " + failures(sweep.rows()) + ".";
    }
    RankedPoint best = sweep.standings().points().get(0).point();
    String at = " at " + sweep.text(best.rows().get(0));
    String failed =
        sweep.rows().stream().allMatch(TrialRow::isComplete)
            ? ""
            : " (" + failures(sweep.rows()) + ")";
    String tested = tested(sweep.objective());
    if (sweep.sweep().kind() == Kind.FINAL && best.rows().get(0).figure(tested).isPresent()) {
      String figure = figure(sweep, best, tested, testError(sweep, best, tested));
      return capitalized(FigureText.phrase(tested)) + " " + figure + at + failed + ".";
    }
    int points = sweep.standings().points().size();
    return capitalized(
        (points > 1 ? "best of " + points + " points: " + lowest(sweep.objective()) : "")
            + judged(sweep, best)
            + at
            + ties(sweep)
            + failed
            + ".");
  }

  /** How points were compared with the best, over all sweeps of a page; empty if none were. */
  static String tests(List<Reported> sweeps) {
    List<Reported> compared = sweeps.stream().filter(Reported::isCompared).toList();
    if (compared.isEmpty()) {
      return "";
    }
    String tests =
        compared.stream()
            .flatMap(sweep -> sweep.standings().tests().stream())
            .distinct()
            .sorted()
            .map(TestMethod::phrase)
            .collect(Collectors.joining("; "));
    boolean isCorrected = compared.stream().anyMatch(sweep -> sweep.standings().comparisons() > 1);
    String levels =
        compared.stream()
            .map(sweep -> SqlValues.readable(sweep.standings().level()))
            .distinct()
            .collect(Collectors.joining(" and "));
    return tests
        + (isCorrected ? ", corrected by Holm for the number of comparisons" : "")
        + ", level "
        + levels;
  }

  /** What the comparisons do not account for; empty if there are none. */
  static String caveat(List<Reported> sweeps) {
    List<Standings> compared =
        sweeps.stream().filter(Reported::isCompared).map(Reported::standings).toList();
    if (compared.isEmpty()) {
      return "";
    }
    return "The tests do not account for choosing the best after seeing the results"
        + (compared.stream().anyMatch(Standings::ignoreSeeds)
            ? ", nor for differences between seeds."
            : ".");
  }

  /** Name of the figure of the test rows that corresponds to an objective. */
  static String tested(Metric objective) {
    return objective.name().replaceFirst("^valid_", "test_");
  }

  /** The figure by which points are ranked. */
  private static String judged(Reported sweep, RankedPoint best) {
    String column = sweep.objective().name();
    double error = best.rows().get(0).figure(column + "_se").orElse(Double.NaN);
    return FigureText.phrase(column) + " " + figure(sweep, best, column, error);
  }

  private static String lowest(Metric objective) {
    return objective.goal() == Metric.Goal.MINIMIZE ? "lowest " : "";
  }

  private static String ties(Reported sweep) {
    if (!sweep.isCompared()) {
      return "";
    }
    int others = sweep.standings().points().size() - 1;
    int compared = sweep.standings().comparisons();
    int tied = sweep.standings().tied().size() - 1;
    String which =
        switch (tied) {
          case 0 ->
              compared == others
                  ? "all others differ from it"
                  : counted(compared, "other")
                      + (compared == 1 ? " differs" : " differ")
                      + " from it";
          case 1 -> "one other cannot be distinguished from it";
          default -> tied + " others cannot be distinguished from it";
        };
    return "; "
        + which
        + " at level "
        + SqlValues.readable(sweep.standings().level())
        + (compared < others ? ", " + (others - compared) + " could not be compared" : "");
  }

  /** The mean with its interval, or the one figure with its standard error. */
  private static String figure(Reported sweep, RankedPoint point, String column, double error) {
    List<Double> figures =
        point.rows().stream().flatMap(row -> row.figure(column).stream().boxed()).toList();
    double level = sweep.standings().level();
    if (figures.size() > 1 && level < 1) {
      Estimate estimate = Estimate.of(point.rows(), column, level).orElseThrow();
      return String.format(
          Locale.ROOT,
          "%s (%s %% interval %s to %s, %d %s)",
          FigureText.of(column, estimate.mean()),
          SqlValues.readable(100 * (1 - level)),
          FigureText.of(column, estimate.low()),
          FigureText.of(column, estimate.high()),
          estimate.n(),
          estimate.areFolds() ? "folds" : "repeats");
    }
    double mean = figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    String text = FigureText.of(column, mean);
    if (figures.size() > 1) {
      boolean areFolds = point.rows().stream().anyMatch(row -> row.key().fold() > 0);
      return "%s (mean of %d %s)".formatted(text, figures.size(), areFolds ? "trials" : "repeats");
    }
    return Double.isFinite(error)
        ? "%s ± %s (standard error)".formatted(text, FigureText.of(column, error))
        : text;
  }

  /** Binomial standard error of an accuracy on the test images; NaN if it is not known. */
  private static double testError(Reported sweep, RankedPoint point, String column) {
    TestDetail detail = sweep.details().get(point.rows().get(0).key());
    if (!column.equals("test_accuracy") || !(detail instanceof TestDetail.OfClasses classes)) {
      return Double.NaN;
    }
    int images = classes.probabilities().stream().mapToInt(Integer::intValue).sum();
    double accuracy = point.rows().get(0).figure("test_accuracy").orElse(Double.NaN);
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }

  private static String failures(List<TrialRow> rows) {
    Map<String, Integer> reasons = new TreeMap<>();
    rows.stream()
        .filter(row -> row.isFailed())
        .forEach(row -> reasons.merge(row.failReason(), 1, Integer::sum));
    return reasons.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", "failed: ", ""));
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  private static String capitalized(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
