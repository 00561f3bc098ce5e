package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.nn.Loss.MULTIPLE_BINARY_CROSS_ENTROPY;
import static dev.lambdasweep.core.nn.Loss.SOFTMAX_CROSS_ENTROPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {
  @Test
  void givesTheHandComputedSoftmaxCrossEntropy() {
    // softmax of (ln 1, ln 2, ln 5) is (1, 2, 5) / 8; of equal logits (1, 1, 1) / 3
    Matrix logits = Matrix.zeros(Precision.FLOAT64, 3, 2);
    logits.set(1, 0, Math.log(2));
    logits.set(2, 0, Math.log(5));
    double expected = (Math.log(4) + Math.log(3)) / 2;
    int[] labels = {1, 0};
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, labels)).isCloseTo(expected, within(1e-15));
    assertThat(SOFTMAX_CROSS_ENTROPY.probability(logits, 0, 2)).isCloseTo(5.0 / 8, within(1e-15));
    double loss = SOFTMAX_CROSS_ENTROPY.lossAndGradient(logits, labels);
    assertThat(loss).isCloseTo(expected, within(1e-15));
    assertThat(logits.at(0, 0)).isCloseTo(1.0 / 16, within(1e-15));
    assertThat(logits.at(1, 0)).isCloseTo(-6.0 / 16, within(1e-15));
    assertThat(logits.at(2, 0)).isCloseTo(5.0 / 16, within(1e-15));
    assertThat(logits.at(0, 1)).isCloseTo(-1.0 / 3, within(1e-15));
    assertThat(logits.at(2, 1)).isCloseTo(1.0 / 6, within(1e-15));
  }

  @Test
  void givesTheHandComputedMeanOfBinaryCrossEntropies() {
    // sigmoids of (0, ln 3, −ln 3) are (1/2, 3/4, 1/4)
    Matrix logits = Matrix.zeros(Precision.FLOAT64, 3, 2);
    logits.set(1, 0, Math.log(3));
    logits.set(2, 0, -Math.log(3));
    // label 1: ½ against 0, ¾ against 1, ¼ against 0; label 0 of ½s: three times ln 2
    double first = (Math.log(2) + Math.log(4.0 / 3) + Math.log(4.0 / 3)) / 3;
    double expected = (first + Math.log(2)) / 2;
    int[] labels = {1, 0};
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, 0, 1)).isCloseTo(first, within(1e-15));
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, labels))
        .isCloseTo(expected, within(1e-15));
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.probability(logits, 0, 1))
        .isCloseTo(0.75, within(1e-15));
    double loss = MULTIPLE_BINARY_CROSS_ENTROPY.lossAndGradient(logits, labels);
    assertThat(loss).isCloseTo(expected, within(1e-15));
    // (p − y) / (3 classes · 2 examples)
    assertThat(logits.at(0, 0)).isCloseTo(0.5 / 6, within(1e-15));
    assertThat(logits.at(1, 0)).isCloseTo(-0.25 / 6, within(1e-15));
    assertThat(logits.at(2, 0)).isCloseTo(0.25 / 6, within(1e-15));
    assertThat(logits.at(0, 1)).isCloseTo(-0.5 / 6, within(1e-15));
    assertThat(logits.at(2, 1)).isCloseTo(0.5 / 6, within(1e-15));
  }

  @Test
  void doesNotOverflow() {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 2, 1);
    logits.set(0, 0, 1e30);
    double large = (float) 1e30;
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, new int[] {0})).isEqualTo(0);
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, new int[] {1})).isEqualTo(large);
    // the other class's logit is 0, so its binary cross-entropy is ln 2
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new int[] {0}))
        .isEqualTo(Math.log(2) / 2);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new int[] {1})).isEqualTo(large / 2);
    logits.set(0, 0, -1e30);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new int[] {0})).isEqualTo(large / 2);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.probability(logits, 0, 0)).isEqualTo(0);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.lossAndGradient(logits, new int[] {1}))
        .isEqualTo(Math.log(2) / 2);
    assertThat(logits.at(0, 0)).isEqualTo(0);
  }

  @Test
  void keepsTheDigitsOfASmallLoss() {
    Matrix logits = Matrix.zeros(Precision.FLOAT64, 2, 1);
    logits.set(0, 0, 50);
    logits.set(1, 0, -50);
    // log(1 + e^−50) is e^−50 up to its square
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, 0, 0))
        .isCloseTo(Math.exp(-50), within(1e-36));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void isNotANumberIfALogitIsNot(Loss loss) {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 2, 1);
    logits.set(0, 0, Double.NaN);
    assertThat(loss.loss(logits, new int[] {1})).isNaN();
    assertThat(loss.probability(logits, 0, 0)).isNaN();
    assertThat(loss.lossAndGradient(logits, new int[] {1})).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void predictsTheFirstOfTheLargest(Loss loss) {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 3, 1);
    logits.set(1, 0, 2);
    logits.set(2, 0, 2);
    assertThat(loss.predicted(logits, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void refusesFewerLabelsThanExamples(Loss loss) {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 3, 2);
    assertThatThrownBy(() -> loss.loss(logits, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid labels: 1, must be at least the batch's 2");
    assertThatThrownBy(() -> loss.lossAndGradient(logits, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid labels: 1, must be at least the batch's 2");
  }
}
