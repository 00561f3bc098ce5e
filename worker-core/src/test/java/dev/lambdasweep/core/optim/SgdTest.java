package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.Penalty.Convention;
import org.junit.jupiter.api.Test;

class SgdTest {
  @Test
  void decaysByTwiceLambdaInTheFullConvention() {
    Sgd sgd = new Sgd(new Constant(0.1), new Penalty(0.25, Convention.LAMBDA));
    assertThat(descent(sgd).decayAt(0)).isCloseTo(0.95, within(1e-15));
    assertThat(sgd.penalty().cost(1, 8)).isEqualTo(3);
  }

  @Test
  void decaysByLambdaInTheHalvedConvention() {
    Sgd sgd = new Sgd(new Constant(0.1), new Penalty(0.25, Convention.HALF_LAMBDA));
    assertThat(descent(sgd).decayAt(0)).isCloseTo(0.975, within(1e-15));
    assertThat(sgd.penalty().cost(1, 8)).isEqualTo(2);
  }

  @Test
  void decaysWithTheScheduledRate() {
    Sgd sgd = new Sgd(new Triangular(0, 1, 2), new Penalty(0.1, Convention.LAMBDA));
    assertThat(descent(sgd).decayAt(0)).isEqualTo(1);
    assertThat(descent(sgd).decayAt(2)).isEqualTo(0.8);
  }

  @Test
  void descendsWithTheRateAndTheDecayOfTheUpdate() {
    Sgd sgd = new Sgd(new Triangular(0, 1, 2), new Penalty(0.25, Convention.LAMBDA));
    assertThat(descent(sgd).rateAt(1)).isEqualTo(0.5);
    assertThat(descent(sgd).decayAt(1)).isEqualTo(0.75);
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

  @Test
  void addsUpAVelocityWithMomentum() {
    // μ = 1/2, η = 1/4, penalty factor 2, none for biases; gradients 4, then 0
    // 1: v = 4 + 2 · 8 = 20, w = 8 − 5 = 3; 2: v = 10 + 2 · 3 = 16, w = 3 − 4 = −1
    Sgd sgd = new Sgd(new Constant(0.25), new Penalty(1, Convention.LAMBDA), 0.5);
    for (Format format : Format.values()) {
      Matrix weight = Matrix.zeros(format, 1, 1);
      weight.set(0, 0, 8);
      Matrix bias = weight.copy(format);
      ParameterState ofWeight = new ParameterState(weight, 1);
      ParameterState ofBias = new ParameterState(bias, 1);
      for (int update = 0; update < 2; update++) {
        Step.ByGradient step = (Step.ByGradient) sgd.step();
        ofWeight.gradient().set(0, 0, update == 0 ? 4 : 0);
        ofBias.gradient().set(0, 0, update == 0 ? 4 : 0);
        ofWeight.step(update, weight, step, sgd.penalty().gradientFactor());
        ofBias.step(update, bias, step, 0);
      }
      assertThat(weight.at(0, 0)).isEqualTo(-1);
      // v = 4, then 2
      assertThat(bias.at(0, 0)).isEqualTo(8 - 1 - 0.5);
    }
  }

  @Test
  void refusesAMomentumOfOne() {
    assertThatThrownBy(() -> new Sgd(new Constant(0.1), new Penalty(0, Convention.LAMBDA), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid momentum: 1.0, must be in [0, 1)");
  }

  private static Step.Descent descent(Sgd sgd) {
    return (Step.Descent) sgd.step();
  }
}
