package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepDecayTest {
  // a tenth after every 3 epochs of 10 updates
  private final StepDecay schedule = new StepDecay(0.5, 0.1, 3, 10);

  @Test
  void fallsOnlyAfterTheGivenNumberOfEpochs() {
    assertThat(schedule.rateAt(0)).isEqualTo(0.5);
    assertThat(schedule.rateAt(29)).isEqualTo(0.5);
    assertThat(schedule.rateAt(30)).isCloseTo(0.05, within(1e-15));
    assertThat(schedule.rateAt(59)).isCloseTo(0.05, within(1e-15));
    assertThat(schedule.rateAt(60)).isCloseTo(0.005, within(1e-15));
  }

  @Test
  void isConstantWithAFactorOfOne() {
    assertThat(new StepDecay(0.5, 1, 3, 10).rateAt(60)).isEqualTo(0.5);
  }

  @Test
  void refusesFiguresOutOfRange() {
    assertThatThrownBy(() -> new StepDecay(0, 0.1, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid initial: 0.0, must be positive and finite");
    assertThatThrownBy(() -> new StepDecay(1, 0, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid factor: 0.0, must be in (0, 1]");
    assertThatThrownBy(() -> new StepDecay(1, 1.5, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid factor: 1.5, must be in (0, 1]");
    assertThatThrownBy(() -> new StepDecay(1, 0.1, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid epochs: 0, must be positive");
    assertThatThrownBy(() -> new StepDecay(1, 0.1, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid updatesPerEpoch: 0, must be positive");
  }
}
