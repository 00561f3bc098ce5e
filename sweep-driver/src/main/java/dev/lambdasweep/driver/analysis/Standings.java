package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.config.Criterion;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.ImageOutcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The points of a sweep, best first, and which of them differ significantly from the best.
 *
 * <p>Trials of one repeat and fold share initial weights, mini-batches and validation rows, so each
 * point is compared with the best in pairs, of the trials that both completed: over folds by the
 * corrected resampled t-test, each fold's difference being the mean over its repeats; without folds
 * by the paired t-test over repeats; or if there is only one trial of each, by McNemar's exact test
 * on its validation rows. The p-values are corrected for multiple comparisons by Holm's method. The
 * tests do not account for choosing the best after seeing the results, which makes differences look
 * larger than they are, nor, with one repeat, for differences between seeds.
 *
 * @param points points, best first
 * @param level level of significance
 * @param tests tests that were used
 */
public record Standings(List<Standing> points, double level, Set<Test> tests) {
  /** Columns of the settings that determine the validation rows: all of the data's but one. */
  private static final List<String> VALIDATION =
      Settings.hyperparameters().stream()
          .filter(setting -> setting.path().startsWith(DataSection.PREFIX))
          .filter(setting -> !setting.equals(Settings.TRAINING_IMAGES))
          .map(Setting::column)
          .toList();

  /** How a point was compared with the best. */
  public enum Test {
    /** McNemar's exact test, image by image */
    MC_NEMAR,
    /** paired t-test over repeats */
    PAIRED_T,
    /** corrected resampled t-test over folds */
    RESAMPLED_T
  }

  /**
   * A point and how it compares with the best.
   *
   * @param point the point
   * @param p corrected p-value of its difference from the best; empty for the best itself, and if
   *     nothing could be tested
   * @param isTied whether it is the best or cannot be distinguished from it
   */
  public record Standing(RankedPoint point, OptionalDouble p, boolean isTied) {}

  private record Tested(Test test, double p) {}

  /** What the trials of different points have in common if they are paired. */
  private record Run(int repeat, int fold) {
    static Run of(TrialRow row) {
      return new Run(row.key().repeat(), row.key().fold());
    }
  }

  /** Rows of two points, in pairs. */
  private record Pairs(List<TrialRow> first, List<TrialRow> second) {
    int folds() {
      return (int) first.stream().map(row -> row.key().fold()).distinct().count();
    }
  }

  /** Copies the lists in. */
  public Standings {
    points = List.copyOf(points);
    tests = Set.copyOf(tests);
  }

  /**
   * Ranks and compares the points of a sweep.
   *
   * @param rows rows of the sweep
   * @param outcomes validation images that each complete trial classifies correctly
   * @param criterion metric and level
   */
  public static Standings of(
      List<TrialRow> rows, Map<TrialKey, ImageOutcomes> outcomes, Criterion criterion) {
    List<RankedPoint> ranking = Ranking.of(rows, criterion.objective());
    Map<Run, TrialRow> bestByRun = new HashMap<>();
    ranking.stream()
        .limit(1)
        .flatMap(best -> best.rows().stream())
        .forEach(row -> bestByRun.put(Run.of(row), row));
    List<Optional<Tested>> tested =
        ranking.stream()
            .skip(1)
            .map(point -> test(bestByRun, point, outcomes, criterion.objective()))
            .toList();
    double[] corrected =
        PairedTests.holm(
            tested.stream().flatMap(Optional::stream).mapToDouble(Tested::p).toArray());
    List<Standing> standings = new ArrayList<>();
    ranking.stream()
        .limit(1)
        .forEach(best -> standings.add(new Standing(best, OptionalDouble.empty(), true)));
    int next = 0;
    for (int i = 0; i < tested.size(); i++) {
      OptionalDouble p =
          tested.get(i).isPresent() ? OptionalDouble.of(corrected[next++]) : OptionalDouble.empty();
      boolean isTied = p.isPresent() && p.getAsDouble() > criterion.level();
      standings.add(new Standing(ranking.get(i + 1), p, isTied));
    }
    return new Standings(
        standings,
        criterion.level(),
        Set.copyOf(tested.stream().flatMap(Optional::stream).map(Tested::test).toList()));
  }

  /** The points that cannot be distinguished from the best, itself included. */
  public List<RankedPoint> tied() {
    return points.stream().filter(Standing::isTied).map(Standing::point).toList();
  }

  /** Whether the tests do not account for differences between seeds. */
  public boolean ignoreSeeds() {
    boolean isRepeated =
        points.stream()
            .flatMap(standing -> standing.point().rows().stream())
            .anyMatch(row -> row.key().repeat() > 0);
    return tests.contains(Test.MC_NEMAR) || (tests.contains(Test.RESAMPLED_T) && !isRepeated);
  }

  /** How many points were compared with the best. */
  public int comparisons() {
    return (int) points.stream().filter(standing -> standing.p().isPresent()).count();
  }

  private static Optional<Tested> test(
      Map<Run, TrialRow> best,
      RankedPoint other,
      Map<TrialKey, ImageOutcomes> outcomes,
      Metric objective) {
    List<TrialRow> first = new ArrayList<>();
    List<TrialRow> second = new ArrayList<>();
    for (TrialRow one : other.rows()) {
      TrialRow row = best.get(Run.of(one));
      if (row != null && areValidatedAlike(one, row)) {
        first.add(row);
        second.add(one);
      }
    }
    Optional<Tested> tested = test(new Pairs(first, second), outcomes, objective);
    // if repeats failed, the other may be better over the repeats that both completed
    return isBetter(first, second, objective)
        ? tested
        : tested.map(result -> new Tested(result.test(), 1));
  }

  private static Optional<Tested> test(
      Pairs pairs, Map<TrialKey, ImageOutcomes> outcomes, Metric objective) {
    List<TrialRow> first = pairs.first();
    List<TrialRow> second = pairs.second();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Optional<ImageOutcomes> one = Optional.ofNullable(outcomes.get(first.get(0).key()));
    Optional<ImageOutcomes> other = Optional.ofNullable(outcomes.get(second.get(0).key()));
    boolean isAccuracy = objective.equals(NetworkMetrics.VALID_ACCURACY);
    double coarseness =
        isAccuracy ? one.map(images -> 1 / (images.images() * Math.sqrt(12))).orElse(0.0) : 0;
    int folds = pairs.folds();
    if (folds > 1) {
      // the mean over several repeats is finer than one figure
      double repeats = (double) first.size() / folds;
      return Optional.of(
          new Tested(
              Test.RESAMPLED_T,
              PairedTests.resampledT(
                  foldMeans(first, objective),
                  foldMeans(second, objective),
                  coarseness / Math.sqrt(repeats),
                  Folds.ratio(first))));
    }
    if (first.size() > 1) {
      return Optional.of(
          new Tested(
              Test.PAIRED_T,
              PairedTests.pairedT(
                  figures(first, objective), figures(second, objective), coarseness)));
    }
    return isAccuracy ? imageByImage(one, other) : Optional.empty();
  }

  /** [folds] means over the repeats of each fold, in the order of the folds. */
  private static double[] foldMeans(List<TrialRow> rows, Metric objective) {
    return Folds.means(rows, objective.name()).values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static boolean isBetter(List<TrialRow> first, List<TrialRow> second, Metric objective) {
    double difference =
        Arrays.stream(figures(first, objective)).sum()
            - Arrays.stream(figures(second, objective)).sum();
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

  private static double[] figures(List<TrialRow> rows, Metric objective) {
    return rows.stream().mapToDouble(row -> Ranking.figure(row, objective)).toArray();
  }

  private static Optional<Tested> imageByImage(
      Optional<ImageOutcomes> one, Optional<ImageOutcomes> other) {
    if (one.isEmpty() || other.isEmpty() || one.get().images() != other.get().images()) {
      return Optional.empty();
    }
    int onlyOne = only(one.get().correct(), other.get().correct());
    int onlyOther = only(other.get().correct(), one.get().correct());
    return Optional.of(new Tested(Test.MC_NEMAR, PairedTests.mcNemar(onlyOne, onlyOther)));
  }

  /** Number of images that the first gets right and the second gets wrong. */
  private static int only(BitSet first, BitSet second) {
    BitSet only = (BitSet) first.clone();
    only.andNot(second);
    return only.cardinality();
  }
}
