package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.nn.Penalty.Convention;
import dev.lambdasweep.core.nn.Step;
import org.junit.jupiter.api.Test;

class SgdTest {
  @Test
  void decaysByTwiceLambdaInTheFullConvention() {
    Sgd sgd = new Sgd(new Constant(0.1), new Penalty(0.25, Convention.LAMBDA));
    assertThat(sgd.decayAt(0)).isCloseTo(0.95, within(1e-15));
    assertThat(sgd.penalty().cost(1, 8)).isEqualTo(3);
  }

  @Test
  void decaysByLambdaInTheHalvedConvention() {
    Sgd sgd = new Sgd(new Constant(0.1), new Penalty(0.25, Convention.HALF_LAMBDA));
    assertThat(sgd.decayAt(0)).isCloseTo(0.975, within(1e-15));
    assertThat(sgd.penalty().cost(1, 8)).isEqualTo(2);
  }

  @Test
  void decaysWithTheScheduledRate() {
    Sgd sgd = new Sgd(new Triangular(0, 1, 2), new Penalty(0.1, Convention.LAMBDA));
    assertThat(sgd.decayAt(0)).isEqualTo(1);
    assertThat(sgd.decayAt(2)).isEqualTo(0.8);
  }

  @Test
  void descendsWithTheRateAndTheDecayOfTheUpdate() {
    Sgd sgd = new Sgd(new Triangular(0, 1, 2), new Penalty(0.25, Convention.LAMBDA));
    assertThat(sgd.stepAt(1)).isEqualTo(new Step.Descent(0.5, 0.75));
  }

  @Test
  void refusesRatesThatAreNotPositive() {
    assertThatThrownBy(() -> new Constant(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rate: 0.0, must be positive");
  }

  @Test
  void refusesANegativeLambda() {
    assertThatThrownBy(() -> new Penalty(-1, Convention.LAMBDA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid lambda: -1.0, must be finite and at least 0");
  }
}
