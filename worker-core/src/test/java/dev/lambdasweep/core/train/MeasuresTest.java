package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuresTest {
  @Test
  void givesTheBinomialStandardError() {
    // √(0.36 · 0.64 / 100) = 0.6 · 0.8 / 10
    assertThat(new Quality.OfClasses(0.36).standardError(100)).isCloseTo(0.048, within(1e-15));
    assertThat(new Quality.OfClasses(1).standardError(100)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void detectsALossOrCostThatIsNotFinite(double figure) {
    assertThat(new Measures(1, 2, new Quality.OfClasses(0), 1).isFinite()).isTrue();
    assertThat(new Measures(figure, 2, new Quality.OfClasses(0), 1).isFinite()).isFalse();
    assertThat(new Measures(1, figure, new Quality.OfClasses(0), 1).isFinite()).isFalse();
  }

  @Test
  void refusesAnAccuracyOutsideZeroToOne() {
    assertThatThrownBy(() -> new Quality.OfClasses(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid accuracy: 1.5, must be in [0, 1]");
    assertThatThrownBy(() -> new Quality.OfClasses(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid accuracy: NaN, must be in [0, 1]");
  }

  @Test
  void refusesFiguresOfNoRows() {
    assertThatThrownBy(() -> new Measures(1, 1, new Quality.OfClasses(0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rows: 0, must be positive");
  }
}
