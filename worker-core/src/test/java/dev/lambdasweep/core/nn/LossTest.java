package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.nn.Loss.HUBER;
import static dev.lambdasweep.core.nn.Loss.MULTIPLE_BINARY_CROSS_ENTROPY;
import static dev.lambdasweep.core.nn.Loss.SOFTMAX_CROSS_ENTROPY;
import static dev.lambdasweep.core.nn.Loss.SQUARED_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {
  private static final double[] ONES = {1, 1};

  @Test
  void givesTheHandComputedSoftmaxCrossEntropy() {
    // softmax of (ln 1, ln 2, ln 5) is (1, 2, 5) / 8; of equal logits (1, 1, 1) / 3
    Matrix logits = Matrix.zeros(Format.FLOAT64, 2, 3);
    logits.set(0, 1, Math.log(2));
    logits.set(0, 2, Math.log(5));
    double expected = (Math.log(4) + Math.log(3)) / 2;
    double[] labels = {1, 0};
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, labels, ONES)).isCloseTo(expected, within(1e-15));
    assertThat(SOFTMAX_CROSS_ENTROPY.probability(logits, 0, 2)).isCloseTo(5.0 / 8, within(1e-15));
    double loss = SOFTMAX_CROSS_ENTROPY.lossAndGradient(logits, labels, ONES);
    assertThat(loss).isCloseTo(expected, within(1e-15));
    assertThat(logits.at(0, 0)).isCloseTo(1.0 / 16, within(1e-15));
    assertThat(logits.at(0, 1)).isCloseTo(-6.0 / 16, within(1e-15));
    assertThat(logits.at(0, 2)).isCloseTo(5.0 / 16, within(1e-15));
    assertThat(logits.at(1, 0)).isCloseTo(-1.0 / 3, within(1e-15));
    assertThat(logits.at(1, 2)).isCloseTo(1.0 / 6, within(1e-15));
  }

  @Test
  void givesTheHandComputedMeanOfBinaryCrossEntropies() {
    // sigmoids of (0, ln 3, −ln 3) are (1/2, 3/4, 1/4)
    Matrix logits = Matrix.zeros(Format.FLOAT64, 2, 3);
    logits.set(0, 1, Math.log(3));
    logits.set(0, 2, -Math.log(3));
    // label 1: ½ against 0, ¾ against 1, ¼ against 0; label 0 of ½s: three times ln 2
    double first = (Math.log(2) + Math.log(4.0 / 3) + Math.log(4.0 / 3)) / 3;
    double expected = (first + Math.log(2)) / 2;
    double[] labels = {1, 0};
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, 0, 1)).isCloseTo(first, within(1e-15));
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, labels, ONES))
        .isCloseTo(expected, within(1e-15));
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.probability(logits, 0, 1))
        .isCloseTo(0.75, within(1e-15));
    double loss = MULTIPLE_BINARY_CROSS_ENTROPY.lossAndGradient(logits, labels, ONES);
    assertThat(loss).isCloseTo(expected, within(1e-15));
    // (p − y) / (3 classes · 2 examples)
    assertThat(logits.at(0, 0)).isCloseTo(0.5 / 6, within(1e-15));
    assertThat(logits.at(0, 1)).isCloseTo(-0.25 / 6, within(1e-15));
    assertThat(logits.at(0, 2)).isCloseTo(0.25 / 6, within(1e-15));
    assertThat(logits.at(1, 0)).isCloseTo(-0.5 / 6, within(1e-15));
    assertThat(logits.at(1, 2)).isCloseTo(0.5 / 6, within(1e-15));
  }

  @Test
  void doesNotOverflow() {
    Matrix logits = Matrix.zeros(Format.FLOAT32, 1, 2);
    logits.set(0, 0, 1e30);
    double large = (float) 1e30;
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, new double[] {0}, ONES)).isEqualTo(0);
    assertThat(SOFTMAX_CROSS_ENTROPY.loss(logits, new double[] {1}, ONES)).isEqualTo(large);
    // the other class's logit is 0, so its binary cross-entropy is ln 2
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new double[] {0}, ONES))
        .isEqualTo(Math.log(2) / 2);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new double[] {1}, ONES))
        .isEqualTo(large / 2);
    logits.set(0, 0, -1e30);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, new double[] {0}, ONES))
        .isEqualTo(large / 2);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.probability(logits, 0, 0)).isEqualTo(0);
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.lossAndGradient(logits, new double[] {1}, ONES))
        .isEqualTo(Math.log(2) / 2);
    assertThat(logits.at(0, 0)).isEqualTo(0);
  }

  @Test
  void keepsTheDigitsOfASmallLoss() {
    Matrix logits = Matrix.zeros(Format.FLOAT64, 1, 2);
    logits.set(0, 0, 50);
    logits.set(0, 1, -50);
    // log(1 + e^−50) is e^−50 up to its square
    assertThat(MULTIPLE_BINARY_CROSS_ENTROPY.loss(logits, 0, 0))
        .isCloseTo(Math.exp(-50), within(1e-36));
  }

  @Test
  void givesTheHandComputedSquaredErrorAndHubersLoss() {
    Matrix outputs = Matrix.zeros(Format.FLOAT64, 2, 1);
    outputs.set(0, 0, 1.5);
    outputs.set(1, 0, -2);
    double[] targets = {1, 1};
    // errors ½ and −3: squares ¼ and 9; Huber's, doubled: ¼ and 2 · 3 − 1
    assertThat(SQUARED_ERROR.loss(outputs, targets, ONES)).isEqualTo(9.25 / 2);
    assertThat(HUBER.loss(outputs, targets, ONES)).isEqualTo(5.25 / 2);
    assertThat(SQUARED_ERROR.predicted(outputs, 1)).isEqualTo(-2);
    Matrix copy = outputs.copy(Format.FLOAT64);
    assertThat(SQUARED_ERROR.lossAndGradient(copy, targets, ONES)).isEqualTo(9.25 / 2);
    assertThat(copy.at(0, 0)).isEqualTo(0.5);
    assertThat(copy.at(1, 0)).isEqualTo(-3);
    assertThat(HUBER.lossAndGradient(outputs, targets, ONES)).isEqualTo(5.25 / 2);
    assertThat(outputs.at(0, 0)).isEqualTo(0.5);
    assertThat(outputs.at(1, 0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void countsARowOfWeightTwoLikeTwoRows(Loss loss) {
    int rows = loss.task() == Task.CLASSIFICATION ? 3 : 1;
    double[][] logits = {{0.3, -1, 2}, {0.1, 0.7, -0.2}};
    Matrix weighted = Matrix.zeros(Format.FLOAT64, 3, rows);
    Matrix repeated = Matrix.zeros(Format.FLOAT64, 3, rows);
    for (int k = 0; k < rows; k++) {
      for (int j = 0; j < 3; j++) {
        // the third example has weight 0
        weighted.set(j, k, logits[j == 0 ? 0 : 1][k]);
        repeated.set(j, k, logits[j == 2 ? 1 : 0][k]);
      }
    }
    double[] targets = {0, 1, 1};
    double[] repeatedTargets = {0, 0, 1};
    double[] ones = {1, 1, 1};
    double[] weights = {2, 1, 0};
    double expected = loss.loss(repeated, repeatedTargets, ones);
    assertThat(loss.loss(weighted, targets, weights)).isCloseTo(expected, within(1e-15));
    assertThat(loss.lossAndGradient(weighted, targets, weights)).isCloseTo(expected, within(1e-15));
    loss.lossAndGradient(repeated, repeatedTargets, ones);
    for (int k = 0; k < rows; k++) {
      assertThat(weighted.at(0, k)).isCloseTo(repeated.at(0, k) + repeated.at(1, k), within(1e-15));
      assertThat(weighted.at(1, k)).isCloseTo(repeated.at(2, k), within(1e-15));
      assertThat(weighted.at(2, k)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void isNotANumberIfAnOutputIsNot(Loss loss) {
    boolean areClasses = loss.task() == Task.CLASSIFICATION;
    Matrix outputs = Matrix.zeros(Format.FLOAT32, 1, areClasses ? 2 : 1);
    outputs.set(0, 0, Double.NaN);
    assertThat(loss.loss(outputs, new double[] {1}, ONES)).isNaN();
    if (areClasses) {
      assertThat(loss.probability(outputs, 0, 0)).isNaN();
    }
    assertThat(loss.lossAndGradient(outputs, new double[] {1}, ONES)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"SOFTMAX_CROSS_ENTROPY", "MULTIPLE_BINARY_CROSS_ENTROPY"})
  void predictsTheFirstOfTheLargest(Loss loss) {
    Matrix logits = Matrix.zeros(Format.FLOAT32, 1, 3);
    logits.set(0, 1, 2);
    logits.set(0, 2, 2);
    assertThat(loss.predicted(logits, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void refusesFewerTargetsThanExamples(Loss loss) {
    Matrix outputs = Matrix.zeros(Format.FLOAT32, 2, 3);
    assertThatThrownBy(() -> loss.loss(outputs, new double[] {1}, ONES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid targets: 1 with 2 weights, must be at least the batch's 2");
    assertThatThrownBy(() -> loss.lossAndGradient(outputs, new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid targets: 2 with 1 weights, must be at least the batch's 2");
  }
}
