package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdamUpdateTest {
  @Test
  void givesTheHandComputedUpdates() {
    // β1 = 1/2, β2 = 3/4, ε = 1, α = 1; gradients 4, then 0
    // 1: m = 2, m̂ = 2 / (1/2) = 4; v = 4, v̂ = 4 / (1/4) = 16; step 4 / (4 + 1)
    // 2: m = 1, m̂ = 1 / (3/4) = 4/3; v = 3, v̂ = 3 / (7/16) = 48/7; step 4/3 / (√(48/7) + 1)
    Matrix parameter = Matrix.zeros(Format.FLOAT64, 1, 1);
    parameter.set(0, 0, 10);
    ParameterState moments = new ParameterState(parameter, 2);
    moments.gradient().set(0, 0, 4);
    moments.step(0, parameter, adam(1, 0.5, 0.75, 1), 0);
    assertThat(parameter.at(0, 0)).isCloseTo(9.2, within(1e-15));
    moments.gradient().set(0, 0, 0);
    moments.step(1, parameter, adam(1, 0.5, 0.75, 1), 0);
    double second = 4.0 / 3 / (Math.sqrt(48.0 / 7) + 1);
    assertThat(parameter.at(0, 0)).isCloseTo(9.2 - second, within(1e-14));
  }

  @Test
  void takesThePenaltyForPartOfTheGradient() {
    // gradient 1 + 3 · 5 = 16, and the first step is α · 16 / (16 + ε)
    Matrix parameter = Matrix.zeros(Format.FLOAT64, 1, 1);
    parameter.set(0, 0, 5);
    ParameterState moments = new ParameterState(parameter, 2);
    moments.gradient().set(0, 0, 1);
    moments.step(0, parameter, adam(0.1, 0.9, 0.999, 16), 3);
    assertThat(parameter.at(0, 0)).isCloseTo(5 - 0.05, within(1e-14));
  }

  @Test
  void takesAFirstStepOfItsRateWhateverTheGradientsSize() {
    Matrix parameter = Matrix.zeros(Format.FLOAT32, 2, 1);
    ParameterState moments = new ParameterState(parameter, 2);
    moments.gradient().set(0, 0, 1e3);
    moments.gradient().set(1, 0, -1e-3);
    moments.step(0, parameter, adam(0.1, 0.9, 0.999, 1e-8), 0);
    assertThat(parameter.at(0, 0)).isCloseTo(-0.1, within(1e-5));
    assertThat(parameter.at(1, 0)).isCloseTo(0.1, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void followsTheNaiveTwin(Format format) {
    int rows = 13;
    int columns = 5;
    Matrix parameter = Matrix.zeros(format, rows, columns);
    ParameterState moments = new ParameterState(parameter, 2);
    double[][] twin = new double[rows][columns];
    double[][] first = new double[rows][columns];
    double[][] second = new double[rows][columns];
    Philox random = new Philox(4, 0);
    for (int t = 1; t <= 20; t++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double g = random.nextGaussian();
          moments.gradient().set(i, j, g);
          g = moments.gradient().at(i, j) + 0.02 * twin[i][j];
          first[i][j] = 0.9 * first[i][j] + 0.1 * g;
          second[i][j] = 0.999 * second[i][j] + 0.001 * g * g;
          double mean = first[i][j] / (1 - Math.pow(0.9, t));
          double square = second[i][j] / (1 - Math.pow(0.999, t));
          twin[i][j] -= 0.01 * mean / (Math.sqrt(square) + 1e-8);
        }
      }
      moments.step(t - 1, parameter, adam(0.01, 0.9, 0.999, 1e-8), 0.02);
    }
    double tolerance = format == Format.FLOAT32 ? 1e-5 : 1e-14;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(parameter.at(i, j)).isCloseTo(twin[i][j], within(tolerance));
      }
    }
  }

  private static Adam adam(double rate, double beta1, double beta2, double epsilon) {
    return new Adam(
        new Constant(rate), new Penalty(0, Penalty.Convention.LAMBDA), beta1, beta2, epsilon);
  }
}
