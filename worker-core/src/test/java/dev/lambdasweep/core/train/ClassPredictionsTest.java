package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassPredictionsTest {
  private static final ClassPredictions PREDICTIONS =
      new ClassPredictions(
          3,
          new int[] {0, 0, 1, 2, 2},
          new int[] {0, 1, 1, 2, 0},
          new double[] {0.5, 0.24, 1, 0.75, Double.NaN});

  @Test
  void confusionCountsByTrueAndThenByPredictedClass() {
    assertThat(PREDICTIONS.confusion())
        .isDeepEqualTo(new int[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 1}});
  }

  @Test
  void histogramPutsAProbabilityIntoTheBinThatBeginsWithIt() {
    assertThat(PREDICTIONS.histogram(4, false)).containsExactly(1, 0, 1, 2);
    assertThat(PREDICTIONS.histogram(4, true)).containsExactly(0, 0, 1, 2);
  }
}
