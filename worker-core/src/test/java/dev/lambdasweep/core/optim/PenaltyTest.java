package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.optim.Penalty.Convention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenaltyTest {
  @Test
  void weighsTheSumOfSquaresByLambda() {
    // 2 + 0.25 · 8, and its gradient is 2 · 0.25 · W
    Penalty penalty = new Penalty(0.25, Convention.LAMBDA);
    assertThat(penalty.cost(2, 8)).isEqualTo(4);
    assertThat(penalty.gradientFactor()).isEqualTo(0.5);
  }

  @Test
  void weighsTheSumOfSquaresByHalfOfLambda() {
    Penalty penalty = new Penalty(0.25, Convention.HALF_LAMBDA);
    assertThat(penalty.cost(2, 8)).isEqualTo(3);
    assertThat(penalty.gradientFactor()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAnInvalidLambda(double lambda) {
    assertThatThrownBy(() -> new Penalty(lambda, Convention.LAMBDA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid lambda: %s, must be finite and at least 0", lambda);
  }
}
