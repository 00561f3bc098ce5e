package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

/** What one network says of labelled examples. */
public final class Predictions {
  private final int classes;
  private final int[] labels;
  private final int[] predicted;
  private final double[] trueClassProbabilities;

  /** Takes the arrays over; [examples] each. */
  Predictions(int classes, int[] labels, int[] predicted, double[] trueClassProbabilities) {
    this.classes = classes;
    this.labels = labels;
    this.predicted = predicted;
    this.trueClassProbabilities = trueClassProbabilities;
  }

  /** The probability given to the true class, [examples], a copy; NaN for logits not finite. */
  public double[] trueClassProbabilities() {
    return trueClassProbabilities.clone();
  }

  /** Examples of each class by what they were taken for: [true class][predicted class]. */
  public int[][] confusion() {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][predicted[i]]++;
    }
    return counts;
  }

  /**
   * Histogram of the probabilities given to the true class.
   *
   * @param bins of equal width between 0 and 1; a bin holds its lower end, the last both
   * @param correctAlone whether only examples that were classified correctly count
   * @return [bins] examples
   */
  public int[] histogram(int bins, boolean correctAlone) {
    require(bins > 0, "Invalid bins: %s, must be positive", bins);
    int[] counts = new int[bins];
    for (int i = 0; i < labels.length; i++) {
      boolean counted = !correctAlone || predicted[i] == labels[i];
      if (counted && Double.isFinite(trueClassProbabilities[i])) {
        counts[Math.min(bins - 1, (int) (trueClassProbabilities[i] * bins))]++;
      }
    }
    return counts;
  }
}
