package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTest {
  /** Hours of sleep gained by one drug over another; Student 1908, p. 20. */
  private static final List<Double> SLEEP =
      List.of(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

  @Test
  void givesThePublishedIntervalOfStudentsOwnData() {
    Estimate estimate = Estimate.of(SLEEP, 0.05);

    assertThat(estimate.n()).isEqualTo(10);
    assertThat(estimate.mean()).isCloseTo(1.58, within(1e-12));
    assertThat(estimate.sd()).isCloseTo(1.229995, within(1e-6));
    assertThat(estimate.low()).isCloseTo(0.7001142, within(1e-6));
    assertThat(estimate.high()).isCloseTo(2.4598858, within(1e-6));
  }

  @Test
  void foldsHaveAWiderInterval() {
    // means of the folds over their repeats 1, 2, 3: mean 2, sd 1; n₂/n₁ = 50/100, and t = 4.302653
    // at 2 degrees of freedom, as scipy.stats.t.ppf(0.975, 2) gives it
    List<TrialRow> rows =
        List.of(
            row(0, 0, 0.5),
            row(1, 0, 1.5),
            row(0, 1, 1.0),
            row(1, 1, 3.0),
            row(0, 2, 3.0),
            row(1, 2, 3.0));

    Estimate estimate = Estimate.of(rows, "valid_rmse", 0.05).orElseThrow();

    double half = 4.30265273 * Math.sqrt(1.0 / 3 + 0.5);
    assertThat(estimate.areFolds()).isTrue();
    assertThat(estimate.n()).isEqualTo(3);
    assertThat(estimate.mean()).isCloseTo(2, within(1e-12));
    assertThat(estimate.sd()).isCloseTo(1, within(1e-12));
    assertThat(estimate.low()).isCloseTo(2 - half, within(1e-7));
    assertThat(estimate.high()).isCloseTo(2 + half, within(1e-7));
    assertThat(Estimate.of(rows, "valid_accuracy", 0.05)).isEmpty();
  }

  @Test
  void repeatsOfOneFoldAreRepeats() {
    List<TrialRow> rows = List.of(row(0, 2, 1.0), row(1, 2, 3.0));

    assertThat(Estimate.of(rows, "valid_rmse", 0.05))
        .contains(Estimate.of(List.of(1.0, 3.0), 0.05));
  }

  private static TrialRow row(int repeat, int fold, double rmse) {
    return new TrialRow(
        new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, ""),
        new TrialKey(0, repeat, fold),
        7,
        Map.of(),
        Ending.COMPLETE,
        new Extent(10, 1, 100, 50),
        Map.of("valid_rmse", rmse),
        new Execution(Instant.EPOCH, 1, 1, 1, "host", "driver", 0, "OpenBLAS", "app-1", ""),
        "0.1.0");
  }

  @Test
  void oneRepeatSaysNothingAboutTheSpread() {
    Estimate estimate = Estimate.of(List.of(0.5), 0.05);

    assertThat(estimate.mean()).isEqualTo(0.5);
    assertThat(List.of(estimate.sd(), estimate.low(), estimate.high())).containsOnly(Double.NaN);
  }

  @Test
  void confidenceNoneGivesTheMean() {
    Estimate estimate = Estimate.of(SLEEP, 1);

    assertThat(estimate.low()).isCloseTo(estimate.mean(), within(1e-12));
    assertThat(estimate.high()).isCloseTo(estimate.mean(), within(1e-12));
  }
}
