package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantTest {
  @Test
  void isTheSameAtEveryUpdate() {
    Constant rate = new Constant(0.3);
    assertThat(rate.rateAt(0)).isEqualTo(0.3);
    assertThat(rate.rateAt(Integer.MAX_VALUE)).isEqualTo(0.3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARateThatIsNotPositive(double rate) {
    assertThatThrownBy(() -> new Constant(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rate: %s, must be positive", rate);
  }
}
