package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
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
import dev.lambdasweep.driver.trial.ImageOutcomes;
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
    Map<TrialKey, ImageOutcomes> outcomes =
        Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(2, 17), key(2, 0), bits(12, 16));
    Standings standings =
        Standings.of(List.of(row(0, 0, 0.8), row(1, 0, 0.75), row(2, 0, 0.2)), outcomes, ACCURACY);

    assertThat(standings.tests()).containsExactly(Standings.Test.MC_NEMAR);
    assertThat(standings.comparisons()).isEqualTo(2);
    assertThat(standings.points()).extracting(Standing::isTied).containsExactly(true, true, false);
    assertThat(standings.points().get(0).p()).isEmpty();
    assertThat(standings.points().get(1).p()).hasValue(1);
    assertThat(standings.points().get(2).p().getAsDouble()).isCloseTo(4.0 / 4096, within(1e-12));
    assertThat(standings.tied()).extracting(RankedPoint::number).containsExactly(0, 1);
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
    assertThat(standings.tests()).containsExactly(Standings.Test.PAIRED_T);
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
    assertThat(standings.tests()).containsExactly(Standings.Test.RESAMPLED_T);
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
    assertThat(standings.tests()).containsExactly(Standings.Test.RESAMPLED_T);
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
    Map<TrialKey, ImageOutcomes> outcomes =
        Map.of(
            key(0, 0),
            new ImageOutcomes(5000, new BitSet()),
            key(1, 0),
            new ImageOutcomes(5000, new BitSet()));
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
    Map<TrialKey, ImageOutcomes> outcomes = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 15));
    Criterion loss = new Criterion(NetworkMetrics.VALID_LOSS, 0.05);
    List<TrialRow> rows =
        List.of(row(0, 0, 0.875), row(0, 1, 0.75), row(1, 0, 0.75), row(1, 1, 0.625));
    Standings standings = Standings.of(rows, outcomes, loss);

    assertThat(standings.tests()).containsExactly(Standings.Test.PAIRED_T);
    assertThat(standings.points().get(1).p()).hasValue(0);
    assertThat(standings.tied()).extracting(RankedPoint::number).containsExactly(0);
  }

  @Test
  void testsNothingWhoseOutcomesAreMissingOrOfOtherImages() {
    List<TrialRow> rows = List.of(row(0, 0, 0.8), row(1, 0, 0.75));
    ImageOutcomes twenty = bits(0, 16);
    ImageOutcomes thirty = new ImageOutcomes(30, new BitSet());
    List<Map<TrialKey, ImageOutcomes>> unpaired =
        List.of(
            Map.of(),
            Map.of(key(0, 0), twenty),
            Map.of(key(1, 0), twenty),
            Map.of(key(0, 0), twenty, key(1, 0), thirty));
    for (Map<TrialKey, ImageOutcomes> outcomes : unpaired) {
      assertThat(Standings.of(rows, outcomes, ACCURACY).comparisons()).isZero();
    }
  }

  @Test
  void testsNothingThatIsNotPaired() {
    Map<TrialKey, ImageOutcomes> outcomes = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 15));
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
    Map<TrialKey, ImageOutcomes> same = Map.of(key(0, 0), bits(0, 16), key(1, 0), bits(0, 16));
    assertThat(Standings.of(List.of(row(0, 0, 0.8), row(1, 0, 0.8)), same, alone).tied())
        .extracting(RankedPoint::number)
        .containsExactly(0);
  }

  private static TrialKey key(int number, int repeat) {
    return new TrialKey(number, repeat);
  }

  private static ImageOutcomes bits(int from, int to) {
    BitSet correct = new BitSet();
    correct.set(from, to);
    return new ImageOutcomes(20, correct);
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
        new Execution(Instant.EPOCH, 1, 1, 1, "host", "driver", 0, "OpenBLAS", "app-1"),
        "0.1.0");
  }
}
