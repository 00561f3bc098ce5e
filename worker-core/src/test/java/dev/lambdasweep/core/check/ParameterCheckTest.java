package dev.lambdasweep.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParameterCheckTest {
  @Test
  void givesTheHandComputedErrors() {
    // ‖(3, 4) − (3, 0)‖ = 4, norms 5 and 3; the second entry: |4 − 0| / (4 + 0) = 1
    ParameterCheck check =
        ParameterCheck.compare("W1", 1, 2, new double[] {3.0, 4.0}, new double[] {3.0, 0.0});
    assertThat(check.relativeError()).isCloseTo(0.5, within(1e-15));
    assertThat(check.largestRelativeError()).isEqualTo(1);
    assertThat(check.largestAbsoluteError()).isEqualTo(4);
    assertThat(check.entries()).isEqualTo(2);
    // differences 0 and 4, numerical gradients 3 and 0
    assertThat(check.absoluteDifference()).isEqualTo(new Summary(2, 2, 2, 0, 4));
    assertThat(check.numericalGradient()).isEqualTo(new Summary(2, 1.5, 1.5, 0, 3));
    assertThat(check.name()).isEqualTo("W1");
  }

  @Test
  void showsAGradientOfTheWrongSign() {
    ParameterCheck check =
        ParameterCheck.compare("b1", 2, 1, new double[] {1e-3, -2e-3}, new double[] {-1e-3, 2e-3});
    assertThat(check.relativeError()).isCloseTo(1, within(1e-15));
  }

  @Test
  void showsAPenaltyCountedHalf() {
    // λ = 0.1 and no loss: 2λW against λW, the two conventions' gradients
    ParameterCheck check =
        ParameterCheck.compare("W1", 1, 2, new double[] {0.2, 0.4}, new double[] {0.1, 0.2});
    assertThat(check.relativeError()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(check.largestRelativeError()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(check.largestAbsoluteError()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void takesTwoZerosForEqual() {
    ParameterCheck check =
        ParameterCheck.compare("b1", 1, 1, new double[] {0.0}, new double[] {0.0});
    assertThat(check.relativeError()).isEqualTo(0);
    assertThat(check.largestRelativeError()).isEqualTo(0);
  }
}
