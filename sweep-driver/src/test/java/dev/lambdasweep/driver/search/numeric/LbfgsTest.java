package dev.lambdasweep.driver.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  private static double rosenbrock(double[] x, double[] gradient) {
    double a = 1 - x[0];
    double b = x[1] - x[0] * x[0];
    gradient[0] = -2 * a - 400 * x[0] * b;
    gradient[1] = 200 * b;
    return a * a + 100 * b * b;
  }

  /** ½ xᵀ A x − bᵀ x with an ill-conditioned A. */
  private static double quadratic(double[] x, double[] gradient) {
    double[][] a = {{100, 20, 3}, {20, 10, 1}, {3, 1, 1}};
    double[] b = {40, -30, 2};
    double value = 0;
    for (int i = 0; i < x.length; i++) {
      gradient[i] = -b[i];
      for (int j = 0; j < x.length; j++) {
        gradient[i] += a[i][j] * x[j];
      }
      value += 0.5 * x[i] * (gradient[i] - b[i]);
    }
    return value;
  }

  @Test
  void findsTheEndOfACurvedValley() {
    AtomicInteger calls = new AtomicInteger();
    double[] found =
        Lbfgs.unbounded(2, 1e-8, 200)
            .minimum(
                (x, gradient) -> {
                  calls.incrementAndGet();
                  return rosenbrock(x, gradient);
                },
                new double[] {-1.2, 1});

    assertThat(found[0]).isCloseTo(1, within(1e-5));
    assertThat(found[1]).isCloseTo(1, within(1e-5));
    assertThat(calls.get()).isLessThan(150);
  }

  @Test
  void staysWithinBoundsAsPlainProjectedDescentDoes() {
    double[] low = {-1, -1, -1};
    double[] high = {0.5, 2, 1};
    double[] found =
        new Lbfgs(low, high, 1e-9, 200).minimum(LbfgsTest::quadratic, new double[] {0, 0, 0});

    double[] plain = new double[3];
    double[] gradient = new double[3];
    for (int step = 0; step < 100_000; step++) {
      quadratic(plain, gradient);
      for (int i = 0; i < 3; i++) {
        plain[i] = Math.max(low[i], Math.min(high[i], plain[i] - 0.005 * gradient[i]));
      }
    }
    assertThat(found).containsExactly(plain, within(1e-7));
    assertThat(found[1]).isEqualTo(-1);
  }

  @Test
  void avoidsPlacesWithoutAValue() {
    // 1/x + x, not defined below 0
    double[] found =
        Lbfgs.unbounded(1, 1e-9, 100)
            .minimum(
                (x, gradient) -> {
                  gradient[0] = 1 - 1 / (x[0] * x[0]);
                  return x[0] > 0 ? 1 / x[0] + x[0] : Double.NaN;
                },
                new double[] {0.05});

    assertThat(found[0]).isCloseTo(1, within(1e-4));
  }

  @Test
  void refusesAStartWithoutAValue() {
    assertThatThrownBy(
            () -> Lbfgs.unbounded(1, 1e-9, 9).minimum((x, g) -> Double.NaN, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid start: value NaN, must be finite");
  }
}
