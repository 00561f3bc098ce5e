package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.optim.Penalty.Convention;
import org.junit.jupiter.api.Test;

class AdamTest {
  private static final Penalty PENALTY = new Penalty(0.25, Convention.LAMBDA);

  @Test
  void countsUpdatesFromOneAndFollowsItsSchedule() {
    Adam adam = new Adam(new Triangular(0, 1, 4), PENALTY, 0.9, 0.999, 1e-8);
    assertThat(adam.stepAt(0)).isEqualTo(new Adam.Update(0, 0.5, 0.9, 0.999, 1e-8, 1));
    assertThat(adam.stepAt(3)).isEqualTo(new Adam.Update(0.75, 0.5, 0.9, 0.999, 1e-8, 4));
    assertThat(adam.rateAt(3)).isEqualTo(0.75);
  }

  @Test
  void takesBetasOfZeroThatKeepNoMoments() {
    Adam adam = new Adam(new Constant(1), PENALTY, 0, 0, 1e-8);
    assertThat(adam.stepAt(0)).isEqualTo(new Adam.Update(1, 0.5, 0, 0, 1e-8, 1));
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
