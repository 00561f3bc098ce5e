package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Precision;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {
  @Test
  void givesTheHandComputedLossAndGradient() {
    // softmax of (ln 1, ln 2, ln 5) is (1, 2, 5) / 8; of equal logits (1, 1, 1) / 3
    Matrix logits = Matrix.zeros(Precision.FLOAT64, 3, 2);
    logits.set(1, 0, Math.log(2));
    logits.set(2, 0, Math.log(5));
    double loss = SoftmaxCrossEntropy.lossAndGradient(logits, new int[] {1, 0});
    assertThat(loss).isCloseTo((Math.log(4) + Math.log(3)) / 2, within(1e-15));
    assertThat(logits.at(0, 0)).isCloseTo(1.0 / 16, within(1e-15));
    assertThat(logits.at(1, 0)).isCloseTo(-6.0 / 16, within(1e-15));
    assertThat(logits.at(2, 0)).isCloseTo(5.0 / 16, within(1e-15));
    assertThat(logits.at(0, 1)).isCloseTo(-1.0 / 3, within(1e-15));
    assertThat(logits.at(2, 1)).isCloseTo(1.0 / 6, within(1e-15));
  }

  @Test
  void doesNotOverflow() {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 2, 1);
    logits.set(0, 0, 1e30);
    assertThat(SoftmaxCrossEntropy.loss(logits, new int[] {0})).isEqualTo(0);
    assertThat(SoftmaxCrossEntropy.loss(logits, new int[] {1})).isEqualTo((double) (float) 1e30);
  }

  @Test
  void tellsWhenLogitsAreNotFinite() {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 2, 1);
    logits.set(0, 0, Double.NaN);
    assertThat(SoftmaxCrossEntropy.loss(logits, new int[] {1})).isNaN();
    assertThat(SoftmaxCrossEntropy.lossAndGradient(logits, new int[] {1})).isNaN();
  }

  @Test
  void predictsTheFirstOfTheLargest() {
    Matrix logits = Matrix.zeros(Precision.FLOAT32, 3, 1);
    logits.set(1, 0, 2);
    logits.set(2, 0, 2);
    assertThat(SoftmaxCrossEntropy.predicted(logits, 0)).isEqualTo(1);
  }

  @Test
  void refusesFewerLabelsThanExamples() {
    assertThatThrownBy(
            () -> SoftmaxCrossEntropy.loss(Matrix.zeros(Precision.FLOAT32, 3, 2), new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid labels: 1, must be at least the batch's 2");
  }
}
