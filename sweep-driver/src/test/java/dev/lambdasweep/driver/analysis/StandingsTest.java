package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.config.Criterion;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.RowOutcomes;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingsTest {
  private static final Sweep SWEEP =
      new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, "");
  private static final Criterion ACCURACY = new Criterion(NetworkMetrics.VALID_ACCURACY, 0.05);

  @Test
  void comparesOneRepeatImageByImage() {
    // of 20 images the best has 16 right; the second lacks images 0 and 1 of these and has 16
    // (1 and 2 of the discordant: p = 1), the third lacks 12 and has none of its own
    // (p = 2 / 2^12, times 2 by Holm)
    Map<TrialKey, RowOutcomes> outcomes =
        Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(2, 17), key(2, 0), bits(12, 16));
    Standings standings =
        Standings.of(List.of(row(0, 0, 0.8), row(1, 0, 0.75), row(2, 0, 0.2)), outcomes, ACCURACY);

    assertThat(standings.tests()).containsExactly(TestMethod.MC_NEMAR);
    assertThat(standings.comparisons()).isEqualTo(2);
    assertThat(standings.points()).extracting(Standing::isTied).containsExactly(true, true, false);
    assertThat(standings.points().get(0).p()).isEmpty();
    assertThat(standings.points().get(1).p()).hasValue(1);
    assertThat(standings.points().get(2).p().getAsDouble()).isCloseTo(4.0 / 4096, within(1e-12));
    assertThat(standings.tied()).extracting(RankedPoint::number).containsExactly(0, 1);
  }

  @Test
  void comparesOneRepeatOfValuesByTheirErrors() {
    // errors 1, -2, 1, 2 of the best and 2, 2, -3, 2 of the other; of their squares, the
    // differences
    // are -3, 0, -8, 0: mean -2.75, sd √(42.75 / 3), t = 2.75 / (sd / 2); of the absolute ones
    // -1, 0, -2, 0: mean -0.75, sd √(2.75 / 3); 3 degrees of freedom
    Map<TrialKey, RowOutcomes> outcomes =
        Map.of(
            key(0, 0),
            new RowOutcomes.OfValues(new float[] {1, -2, 1, 2}),
            key(1, 0),
            new RowOutcomes.OfValues(new float[] {2, 2, -3, 2}));
    List<TrialRow> rows = List.of(values(0, 2), values(1, 3));

    for (Metric objective :
        List.of(
            NetworkMetrics.VALID_RMSE,
            NetworkMetrics.VALID_R2,
            NetworkMetrics.VALID_LOSS,
            NetworkMetrics.VALID_COST)) {
      Standings squared = Standings.of(rows, outcomes, new Criterion(objective, 0.05));
      assertThat(squared.tests()).containsExactly(TestMethod.SQUARED_ERRORS_T);
      assertThat(squared.points().get(0).point().number()).isZero();
      assertThat(squared.points().get(1).p().getAsDouble())
          .isCloseTo(p(2.75 / (Math.sqrt(42.75 / 3) / 2)), within(1e-9));
      assertThat(squared.ignoreSeeds()).isTrue();
    }
    Standings absolute =
        Standings.of(rows, outcomes, new Criterion(NetworkMetrics.VALID_MAE, 0.05));
    assertThat(absolute.tests()).containsExactly(TestMethod.ABSOLUTE_ERRORS_T);
    assertThat(absolute.points().get(1).p().getAsDouble())
        .isCloseTo(p(0.75 / (Math.sqrt(2.75 / 3) / 2)), within(1e-9));
    Standings own = Standings.of(rows, outcomes, new Criterion(Metric.minimize("spread"), 0.05));
    assertThat(own.comparisons()).isZero();
  }

  @Test
  void testsNoErrorsThatAreNotPairedOrOverflow() {
    RowOutcomes three = new RowOutcomes.OfValues(new float[] {1, 2, 3});
    RowOutcomes four = new RowOutcomes.OfValues(new float[] {1, 2, 3, 4});
    RowOutcomes infinite = new RowOutcomes.OfValues(new float[] {1, 2, Float.POSITIVE_INFINITY});
    RowOutcomes one = new RowOutcomes.OfValues(new float[] {1});
    Criterion rmse = new Criterion(NetworkMetrics.VALID_RMSE, 0.05);
    for (List<RowOutcomes> pair :
        List.of(
            List.of(three, four),
            List.of(three, infinite),
            List.of(one, one),
            List.of(three, new RowOutcomes.OfClasses(3, new BitSet())))) {
      Map<TrialKey, RowOutcomes> outcomes = Map.of(key(0, 0), pair.get(0), key(1, 0), pair.get(1));
      assertThat(Standings.of(List.of(values(0, 2), values(1, 3)), outcomes, rmse).comparisons())
          .isZero();
    }
  }

  /** Two-sided p-value of Student's t with 3 degrees of freedom. */
  private static double p(double t) {
    double x = t / Math.sqrt(3);
    return 1 - 2 / Math.PI * (x / (1 + x * x) + Math.atan(x));
  }

  private static TrialRow values(int number, double error) {
    TrialRow row = row(number, 0, 0);
    return new TrialRow(
        row.sweep(),
        row.key(),
        row.seed(),
        row.parameters(),
        row.ending(),
        row.extent(),
        Map.of(
            "valid_rmse",
            error,
            "valid_mae",
            error,
            "valid_r2",
            -error,
            "valid_loss",
            error,
            "valid_cost",
            error,
            "spread",
            error),
        row.execution(),
        row.codeVersion());
  }

  @Test
  void comparesRepeatsInPairs() {
    // differences 0.01, 0.03, 0.02: mean 0.02, sd 0.01, t = 3.4641 with 2 degrees, p = 0.0742
    // (1 − t / √(2 + t²), the distribution function of 2 degrees)
    List<TrialRow> rows =
        List.of(
            row(0, 0, 0.51),
            row(0, 1, 0.43),
            row(0, 2, 0.62),
            row(1, 0, 0.50),
            row(1, 1, 0.40),
            row(1, 2, 0.60),
            row(2, 1, 0.33),
            row(2, 2, 0.52));
    Standings standings = Standings.of(rows, Map.of(), ACCURACY);

    double t = 2 * Math.sqrt(3);
    assertThat(standings.tests()).containsExactly(TestMethod.PAIRED_T);
    assertThat(standings.points().get(1).p().getAsDouble())
        .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-9));
    // the repeats that both have differ by 0.10 each time
    assertThat(standings.points().get(2).p().getAsDouble()).isCloseTo(0, within(1e-9));
    assertThat(standings.tied()).extracting(RankedPoint::number).containsExactly(0, 1);
  }

  @Test
  void comparesFoldsByTheCorrectedTest() {
    // per fold, differences 3, 1, 2 hundredths: mean 2, s² = 1, n₂/n₁ = 50/100;
    // t = 2 / √((1/3 + 1/2) 1) with 2 degrees of freedom, as in PairedTestsTest
    List<TrialRow> rows =
        List.of(
            fold(0, 0, 0, 0.54),
            fold(0, 0, 1, 0.53),
            fold(0, 0, 2, 0.55),
            fold(1, 0, 0, 0.51),
            fold(1, 0, 1, 0.52),
            fold(1, 0, 2, 0.53));
    Standings standings = Standings.of(rows, Map.of(), ACCURACY);

    double t = 2 / Math.sqrt(1.0 / 3 + 0.5);
    assertThat(standings.tests()).containsExactly(TestMethod.RESAMPLED_T);
    assertThat(standings.points().get(1).p().getAsDouble())
        .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-9));
    assertThat(standings.ignoreSeeds()).isTrue();
  }

  @Test
  void averagesTheRepeatsOfAFoldBeforeItCompares() {
    // the same means over the repeats of each fold as above; a fold that only one completed is left
    // out, and a repeat that only one completed in fold 0 is, too
    List<TrialRow> rows =
        List.of(
            fold(0, 0, 0, 0.50),
            fold(0, 1, 0, 0.58),
            fold(0, 0, 1, 0.53),
            fold(0, 1, 1, 0.53),
            fold(0, 0, 2, 0.57),
            fold(0, 1, 2, 0.53),
            fold(0, 0, 3, 0.99),
            fold(1, 0, 0, 0.48),
            fold(1, 1, 0, 0.54),
            fold(1, 2, 0, 0.01),
            fold(1, 0, 1, 0.51),
            fold(1, 1, 1, 0.53),
            fold(1, 0, 2, 0.55),
            fold(1, 1, 2, 0.51));
    Standings standings = Standings.of(rows, Map.of(), ACCURACY);

    double t = 2 / Math.sqrt(1.0 / 3 + 0.5);
    assertThat(standings.tests()).containsExactly(TestMethod.RESAMPLED_T);
    assertThat(standings.points().get(1).p().getAsDouble())
        .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-9));
    assertThat(standings.ignoreSeeds()).isFalse();
  }

  @Test
  void aPointThatIsBetterWhereBothCompletedIsNotApart() {
    // the best's mean of four is higher, but of the two repeats that both have the other wins each
    List<TrialRow> rows =
        List.of(
            row(0, 0, 0.40),
            row(0, 1, 0.41),
            row(0, 2, 0.60),
            row(0, 3, 0.61),
            row(1, 0, 0.45),
            row(1, 1, 0.46));
    Standings standings = Standings.of(rows, Map.of(), ACCURACY);

    assertThat(standings.points().get(0).point().number()).isZero();
    assertThat(standings.points().get(1).p()).hasValue(1);
    assertThat(standings.points().get(1).isTied()).isTrue();
  }

  @Test
  void equalDifferencesOfAnImageOrTwoAreNotCertain() {
    // 5,000 images, one of them the difference in each of two repeats; p as in PairedTestsTest
    Map<TrialKey, RowOutcomes> outcomes =
        Map.of(
            key(0, 0),
            new RowOutcomes.OfClasses(5000, new BitSet()),
            key(1, 0),
            new RowOutcomes.OfClasses(5000, new BitSet()));
    Standings standings =
        Standings.of(
            List.of(row(0, 0, 0.5002), row(0, 1, 0.5004), row(1, 0, 0.5), row(1, 1, 0.5002)),
            outcomes,
            ACCURACY);

    assertThat(standings.points().get(1).p().getAsDouble()).isCloseTo(0.128, within(1e-3));
    assertThat(standings.points().get(1).isTied()).isTrue();
  }

  @Test
  void equalDifferencesOfLossesAreCertain() {
    // a loss is not a share of images, so it is not coarse
    Map<TrialKey, RowOutcomes> outcomes = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 15));
    Criterion loss = new Criterion(NetworkMetrics.VALID_LOSS, 0.05);
    List<TrialRow> rows =
        List.of(row(0, 0, 0.875), row(0, 1, 0.75), row(1, 0, 0.75), row(1, 1, 0.625));
    Standings standings = Standings.of(rows, outcomes, loss);

    assertThat(standings.tests()).containsExactly(TestMethod.PAIRED_T);
    assertThat(standings.points().get(1).p()).hasValue(0);
    assertThat(standings.tied()).extracting(RankedPoint::number).containsExactly(0);
  }

  @Test
  void testsNothingWhoseOutcomesAreMissingOrOfOtherImages() {
    List<TrialRow> rows = List.of(row(0, 0, 0.8), row(1, 0, 0.75));
    RowOutcomes twenty = bits(0, 16);
    RowOutcomes thirty = new RowOutcomes.OfClasses(30, new BitSet());
    List<Map<TrialKey, RowOutcomes>> unpaired =
        List.of(
            Map.of(),
            Map.of(key(0, 0), twenty),
            Map.of(key(1, 0), twenty),
            Map.of(key(0, 0), twenty, key(1, 0), thirty));
    for (Map<TrialKey, RowOutcomes> outcomes : unpaired) {
      assertThat(Standings.of(rows, outcomes, ACCURACY).comparisons()).isZero();
    }
  }

  @Test
  void testsNothingThatIsNotPaired() {
    Map<TrialKey, RowOutcomes> outcomes = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 15));
    List<TrialRow> otherImages =
        List.of(
            row(0, 0, 0.8, Map.of("validation_rows", 20L)),
            row(1, 0, 0.75, Map.of("validation_rows", 30L)));
    assertThat(Standings.of(otherImages, outcomes, ACCURACY).comparisons()).isZero();
    assertThat(Standings.of(otherImages, outcomes, ACCURACY).tied()).hasSize(1);

    // outcomes per image say nothing about a loss
    Criterion loss = new Criterion(NetworkMetrics.VALID_LOSS, 0.05);
    List<TrialRow> rows = List.of(row(0, 0, 0.8), row(1, 0, 0.75));
    assertThat(Standings.of(rows, outcomes, loss).comparisons()).isZero();
    assertThat(Standings.of(List.of(), Map.of(), ACCURACY).points()).isEmpty();
  }

  @Test
  void atLevelOneTheBestStandsAlone() {
    Criterion alone = new Criterion(NetworkMetrics.VALID_ACCURACY, 1);
    Map<TrialKey, RowOutcomes> same = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 16));
    assertThat(Standings.of(List.of(row(0, 0, 0.8), row(1, 0, 0.8)), same, alone).tied())
        .extracting(RankedPoint::number)
        .containsExactly(0);
  }

  private static TrialKey key(int number, int repeat) {
    return new TrialKey(number, repeat);
  }

  private static RowOutcomes bits(int from, int to) {
    BitSet correct = new BitSet();
    correct.set(from, to);
    return new RowOutcomes.OfClasses(20, correct);
  }

  private static TrialRow fold(int number, int repeat, int fold, double accuracy) {
    TrialRow row = row(number, repeat, accuracy);
    return new TrialRow(
        row.sweep(),
        new TrialKey(number, repeat, fold),
        row.seed(),
        row.parameters(),
        row.ending(),
        new Extent(10, 1, 100, 50),
        row.figures(),
        row.execution(),
        row.codeVersion());
  }

  private static TrialRow row(int number, int repeat, double accuracy) {
    return row(number, repeat, accuracy, Map.of());
  }

  private static TrialRow row(
      int number, int repeat, double accuracy, Map<String, Object> parameters) {
    return new TrialRow(
        SWEEP,
        key(number, repeat),
        1,
        parameters,
        Ending.COMPLETE,
        new Extent(10, 1),
        Map.of("valid_accuracy", accuracy, "valid_loss", 1 - accuracy),
        new Execution(Instant.EPOCH, 1, 1, 1, "host", "driver", 0, "OpenBLAS", "app-1", ""),
        "0.1.0");
  }
}
