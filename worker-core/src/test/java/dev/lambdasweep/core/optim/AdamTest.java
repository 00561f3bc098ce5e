package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.Penalty.Convention;
import org.junit.jupiter.api.Test;

class AdamTest {
  private static final Penalty PENALTY = new Penalty(0.25, Convention.LAMBDA);

  @Test
  void countsUpdatesFromOneAndFollowsItsSchedule() {
    // with constant gradients, m̂ / √v̂ is 1, so that the step is the rate
    Adam adam = new Adam(new Triangular(0, 1, 4), PENALTY, 0.9, 0.999, 1e-8);
    assertThat(steps(adam)).containsExactly(new double[] {0, 0.25, 0.5, 0.75}, within(1e-6));
    assertThat(adam.rateAt(3)).isEqualTo(0.75);
  }

  @Test
  void takesBetasOfZeroThatKeepNoMoments() {
    Adam adam = new Adam(new Constant(1), PENALTY, 0, 0, 1e-8);
    assertThat(steps(adam)).containsExactly(new double[] {1, 1, 1, 1}, within(1e-6));
  }

  /** The first four steps of a parameter whose gradient is 2. */
  private static double[] steps(Adam adam) {
    Matrix parameter = Matrix.zeros(Format.FLOAT64, 1, 1);
    ParameterState state = new ParameterState(parameter, 2);
    state.gradient().set(0, 0, 2);
    double[] steps = new double[4];
    for (int update = 0; update < 4; update++) {
      double before = parameter.at(0, 0);
      state.step(update, parameter, adam, 0);
      steps[update] = before - parameter.at(0, 0);
    }
    return steps;
  }

  @Test
  void refusesFiguresOutOfRange() {
    assertRefused(1, 0.999, 1e-8, "Invalid beta1: 1.0, must be in [0, 1)");
    assertRefused(0.9, -0.1, 1e-8, "Invalid beta2: -0.1, must be in [0, 1)");
    assertRefused(0.9, 1, 1e-8, "Invalid beta2: 1.0, must be in [0, 1)");
    assertRefused(0.9, 0.999, 0, "Invalid epsilon: 0.0, must be positive and finite");
  }

  private static void assertRefused(double beta1, double beta2, double epsilon, String message) {
    assertThatThrownBy(() -> new Adam(new Constant(0.1), PENALTY, beta1, beta2, epsilon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
