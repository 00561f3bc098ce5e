package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialDecayTest {
  // γ_0 = 0.3 halves every epoch of 10 updates
  private final ExponentialDecay schedule = new ExponentialDecay(0.3, Math.log(2), 10);

  @Test
  void staysTheSameWithinAnEpoch() {
    assertThat(schedule.rateAt(0)).isEqualTo(0.3);
    assertThat(schedule.rateAt(9)).isEqualTo(0.3);
    assertThat(schedule.rateAt(10)).isEqualTo(schedule.rateAt(19));
  }

  @Test
  void fallsByTheSameFactorEveryEpoch() {
    assertThat(schedule.rateAt(10)).isCloseTo(0.15, within(1e-15));
    assertThat(schedule.rateAt(35)).isCloseTo(0.3 / 8, within(1e-15));
  }

  @Test
  void isConstantWithoutDecay() {
    assertThat(new ExponentialDecay(0.3, 0, 10).rateAt(Integer.MAX_VALUE)).isEqualTo(0.3);
  }

  @Test
  void refusesFiguresOutOfRange() {
    assertThatThrownBy(() -> new ExponentialDecay(0, 1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid initial: 0.0, must be positive and finite");
    assertThatThrownBy(() -> new ExponentialDecay(1, -1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid k: -1.0, must be finite and at least 0");
    assertThatThrownBy(() -> new ExponentialDecay(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid updatesPerEpoch: 0, must be positive");
  }
}
