package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.analysis.BestPoint.Tested;
import dev.lambdasweep.driver.config.Criterion;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.RowOutcomes;
import java.util.ArrayList;
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
 * by the paired t-test over repeats; or if there is only one trial of each, row by row on its
 * validation rows, by McNemar's exact test if it classifies them, or by the paired t-test of the
 * errors if it predicts values. The p-values are corrected for multiple comparisons by Holm's
 * method. The tests do not account for choosing the best after seeing the results, which makes
 * differences look larger than they are, nor, with one repeat, for differences between seeds.
 *
 * @param points points, best first
 * @param level level of significance
 * @param tests tests that were used
 */
public record Standings(List<Standing> points, double level, Set<TestMethod> tests) {

  /**
   * A point and how it compares with the best.
   *
   * @param point the point
   * @param p corrected p-value of its difference from the best; empty for the best itself, and if
   *     nothing could be tested
   * @param isTied whether it is the best or cannot be distinguished from it
   */
  public record Standing(RankedPoint point, OptionalDouble p, boolean isTied) {}

  /** Copies the lists in. */
  public Standings {
    points = List.copyOf(points);
    tests = Set.copyOf(tests);
  }

  /**
   * Ranks and compares the points of a sweep.
   *
   * @param rows rows of the sweep
   * @param outcomes outcomes on the validation rows of its complete trials
   * @param criterion metric and level
   */
  public static Standings of(
      List<TrialRow> rows, Map<TrialKey, RowOutcomes> outcomes, Criterion criterion) {
    List<RankedPoint> ranking = Ranking.of(rows, criterion.objective());
    if (ranking.isEmpty()) {
      return new Standings(List.of(), criterion.level(), Set.of());
    }
    BestPoint best = new BestPoint(ranking.get(0), outcomes, criterion.objective());
    List<Optional<Tested>> tested = ranking.stream().skip(1).map(best::comparedWith).toList();
    double[] corrected =
        PairedTests.holm(
            tested.stream().flatMap(Optional::stream).mapToDouble(Tested::p).toArray());
    List<Standing> standings = new ArrayList<>();
    standings.add(new Standing(ranking.get(0), OptionalDouble.empty(), true));
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
        Set.copyOf(tested.stream().flatMap(Optional::stream).map(Tested::method).toList()));
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
    return tests.stream().anyMatch(TestMethod::isRowByRow)
        || (tests.contains(TestMethod.RESAMPLED_T) && !isRepeated);
  }

  /** How many points were compared with the best. */
  public int comparisons() {
    return (int) points.stream().filter(standing -> standing.p().isPresent()).count();
  }
}
