package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  @ParameterizedTest
  @EnumSource(Format.class)
  void givesTheHandComputedSigmoidAndItsSlope(Format format) {
    // 1 / (1 + e^−ln 3) = 3/4, and its slope 3/4 · 1/4
    Matrix z = column(format, 0, Math.log(3), -Math.log(3));
    Activation.SIGMOID.apply(z);
    assertColumn(z, 0.5, 0.75, 0.25);
    Matrix gradient = column(format, 4, 16, -16);
    Activation.SIGMOID.backward(gradient, z);
    assertColumn(gradient, 1, 3, -3);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void saturatesWithoutOverflow(Format format) {
    Matrix z = column(format, 1000, -1000, Double.NaN);
    Activation.SIGMOID.apply(z);
    assertColumn(z, 1, 0, Double.NaN);
    Matrix gradient = column(format, 5, 5, 5);
    Activation.SIGMOID.backward(gradient, z);
    assertColumn(gradient, 0, 0, Double.NaN);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void givesTheHandComputedRectifierAndItsSlope(Format format) {
    Matrix z = column(format, 2, -2, 0, Double.NaN);
    Activation.RELU.apply(z);
    assertColumn(z, 2, 0, 0, Double.NaN);
    Matrix gradient = column(format, 7, 7, 7, 7);
    Activation.RELU.backward(gradient, z);
    assertColumn(gradient, 7, 0, 0, Double.NaN);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void rectifierPassesTheGradientOfEveryOutputAboveZeroUnchanged(Format format) {
    boolean isFloat = format == Format.FLOAT32;
    double smallest = isFloat ? Float.MIN_VALUE : Double.MIN_VALUE;
    double largest = isFloat ? Float.MAX_VALUE : Double.MAX_VALUE;
    Matrix outputs = column(format, smallest, largest, 1e-20, 1, 0, 0);
    Matrix gradient = column(format, smallest, -largest, 0.1, -0.1, 3, -3);
    Matrix expected = gradient.copy(format);
    Activation.RELU.backward(gradient, outputs);
    for (int i = 0; i < 4; i++) {
      assertThat(gradient.at(i, 0)).isEqualTo(expected.at(i, 0));
    }
    // also by sign, which isEqualTo distinguishes
    assertThat(gradient.at(4, 0)).isEqualTo(0.0);
    assertThat(gradient.at(5, 0)).isEqualTo(0.0);
  }

  @Test
  void refusesOutputsOfAnotherShape() {
    Matrix gradient = column(Format.FLOAT32, 1, 2);
    Matrix outputs = column(Format.FLOAT32, 1, 2, 3);
    assertThatThrownBy(() -> Activation.RELU.backward(gradient, outputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid outputs: Matrix[3 x 1, FLOAT32], must have the shape, offset and stride of"
                + " Matrix[2 x 1, FLOAT32]");
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void changesOnlyItsView(Activation activation) {
    Matrix whole = Matrix.zeros(Format.FLOAT32, 3, 4);
    Matrix outputs = Matrix.zeros(Format.FLOAT32, 3, 4);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        whole.set(i, j, -8);
        outputs.set(i, j, 0.25);
      }
    }
    Matrix view = whole.rows(1, 2).columns(1, 3);
    activation.apply(view);
    activation.backward(view, outputs.rows(1, 2).columns(1, 3));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        boolean inside = i == 1 && (j == 1 || j == 2);
        assertThat(whole.at(i, j) == -8).isEqualTo(!inside);
      }
    }
  }

  private static Matrix column(Format format, double... numbers) {
    Matrix column = Matrix.zeros(format, numbers.length, 1);
    for (int i = 0; i < numbers.length; i++) {
      column.set(i, 0, numbers[i]);
    }
    return column;
  }

  private static void assertColumn(Matrix actual, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual.at(i, 0)).isNaN();
      } else {
        assertThat(actual.at(i, 0)).isCloseTo(expected[i], within(1e-6));
      }
    }
  }
}
