package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
