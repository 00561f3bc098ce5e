package dev.lambdasweep.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void givesTheHandComputedFigures() {
    // mean 5, squared distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, of 8 numbers
    Summary summary = Summary.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertThat(summary).isEqualTo(new Summary(8, 5, 2, 2, 9));
  }

  @Test
  void findsTheSpreadOfNumbersFarFromZero() {
    Summary summary = Summary.of(new double[] {1e9 - 1, 1e9 + 1});
    assertThat(summary.deviation()).isCloseTo(1, within(1e-9));
  }

  @Test
  void refusesNoNumbers() {
    assertThatThrownBy(() -> Summary.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid numbers: none, must be at least one");
  }
}
