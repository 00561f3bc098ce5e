package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.RowOutcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The best point of a sweep, with which the others are compared in pairs of trials. */
final class BestPoint {
  /** Columns of the settings that determine the validation rows: all of the data's but one. */
  private static final List<String> VALIDATION =
      Settings.hyperparameters().stream()
          .filter(setting -> setting.path().startsWith(DataSection.PREFIX))
          .filter(setting -> !setting.equals(Settings.TRAINING_IMAGES))
          .map(Setting::column)
          .toList();

  /** Objectives that are better where squared errors are smaller. */
  private static final Set<Metric> OF_SQUARED_ERRORS =
      Set.of(
          NetworkMetrics.VALID_RMSE,
          NetworkMetrics.VALID_R2,
          NetworkMetrics.VALID_LOSS,
          NetworkMetrics.VALID_COST);

  private final Map<Run, TrialRow> runs;
  private final Map<TrialKey, RowOutcomes> outcomes;
  private final Metric objective;

  /** What the trials of different points have in common if they are paired. */
  private record Run(int repeat, int fold) {
    static Run of(TrialRow row) {
      return new Run(row.key().repeat(), row.key().fold());
    }
  }

  /**
   * The result of a test.
   *
   * @param p p-value, not corrected for other tests
   */
  record Tested(TestMethod method, double p) {}

  /**
   * The best point.
   *
   * @param outcomes outcomes on the validation rows of the sweep's complete trials
   * @param objective metric that ranks the points
   */
  BestPoint(RankedPoint point, Map<TrialKey, RowOutcomes> outcomes, Metric objective) {
    this.runs = point.rows().stream().collect(Collectors.toMap(Run::of, Function.identity()));
    this.outcomes = outcomes;
    this.objective = objective;
  }

  /** Compares another point with it; empty if nothing is paired, or the pairs say nothing. */
  Optional<Tested> comparedWith(RankedPoint other) {
    List<TrialRow> first = new ArrayList<>();
    List<TrialRow> second = new ArrayList<>();
    for (TrialRow one : other.rows()) {
      TrialRow best = runs.get(Run.of(one));
      if (best != null && areValidatedAlike(one, best)) {
        first.add(best);
        second.add(one);
      }
    }
    Optional<Tested> tested = tested(first, second).filter(result -> !Double.isNaN(result.p()));
    // if trials failed, the other may be better over those that both completed
    return isBetter(first, second) ? tested : tested.map(result -> new Tested(result.method(), 1));
  }

  private Optional<Tested> tested(List<TrialRow> first, List<TrialRow> second) {
    if (first.isEmpty()) {
      return Optional.empty();
    }
    TrialKey one = first.get(0).key();
    TrialKey other = second.get(0).key();
    int folds = (int) first.stream().map(row -> row.key().fold()).distinct().count();
    if (folds > 1) {
      // the mean over several repeats is finer than one figure
      double coarseness = coarseness(one) / Math.sqrt((double) first.size() / folds);
      double p =
          PairedTests.resampledT(
              foldMeans(first), foldMeans(second), coarseness, Folds.ratio(first));
      return Optional.of(new Tested(TestMethod.RESAMPLED_T, p));
    }
    if (first.size() > 1) {
      double p = PairedTests.pairedT(figures(first), figures(second), coarseness(one));
      return Optional.of(new Tested(TestMethod.PAIRED_T, p));
    }
    return rowByRow(outcomes.get(one), outcomes.get(other));
  }

  /** Standard deviation that rounding to whole rows gives an accuracy; 0 for other metrics. */
  private double coarseness(TrialKey trial) {
    return isAccuracy() && outcomes.containsKey(trial)
        ? 1 / (outcomes.get(trial).rows() * Math.sqrt(12))
        : 0;
  }

  private Optional<Tested> rowByRow(RowOutcomes one, RowOutcomes other) {
    if (one == null || other == null || one.rows() != other.rows()) {
      return Optional.empty();
    }
    if (isAccuracy()
        && one instanceof RowOutcomes.OfClasses first
        && other instanceof RowOutcomes.OfClasses second) {
      int onlyOne = only(first.correct(), second.correct());
      int onlyOther = only(second.correct(), first.correct());
      return Optional.of(new Tested(TestMethod.MC_NEMAR, PairedTests.mcNemar(onlyOne, onlyOther)));
    }
    if (one instanceof RowOutcomes.OfValues first
        && other instanceof RowOutcomes.OfValues second
        && first.rows() > 1) {
      if (OF_SQUARED_ERRORS.contains(objective)) {
        return Optional.of(
            errors(TestMethod.SQUARED_ERRORS_T, error -> error * error, first, second));
      } else if (objective.equals(NetworkMetrics.VALID_MAE)) {
        return Optional.of(errors(TestMethod.ABSOLUTE_ERRORS_T, Math::abs, first, second));
      }
    }
    return Optional.empty();
  }

  private static Tested errors(
      TestMethod method,
      ToDoubleFunction<Double> size,
      RowOutcomes.OfValues first,
      RowOutcomes.OfValues second) {
    return new Tested(
        method, PairedTests.pairedT(sizes(first.errors(), size), sizes(second.errors(), size), 0));
  }

  private static double[] sizes(float[] errors, ToDoubleFunction<Double> size) {
    double[] sizes = new double[errors.length];
    Arrays.setAll(sizes, i -> size.applyAsDouble((double) errors[i]));
    return sizes;
  }

  private boolean isAccuracy() {
    return objective.equals(NetworkMetrics.VALID_ACCURACY);
  }

  private boolean isBetter(List<TrialRow> first, List<TrialRow> second) {
    double difference = Arrays.stream(figures(first)).sum() - Arrays.stream(figures(second)).sum();
    return switch (objective.goal()) {
      case MAXIMIZE -> difference > 0;
      case MINIMIZE -> difference < 0;
    };
  }

  private static boolean areValidatedAlike(TrialRow one, TrialRow other) {
    return VALIDATION.stream()
        .allMatch(
            column ->
                String.valueOf(one.parameters().get(column))
                    .equals(String.valueOf(other.parameters().get(column))));
  }

  /** [folds] means over the repeats of each fold, in the order of the folds. */
  private double[] foldMeans(List<TrialRow> rows) {
    return Folds.means(rows, objective.name()).values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private double[] figures(List<TrialRow> rows) {
    return rows.stream().mapToDouble(row -> Ranking.figure(row, objective)).toArray();
  }

  /** Number of rows that the first gets right and the second gets wrong. */
  private static int only(BitSet first, BitSet second) {
    BitSet only = (BitSet) first.clone();
    only.andNot(second);
    return only.cardinality();
  }
}
