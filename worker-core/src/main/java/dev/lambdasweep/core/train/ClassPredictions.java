package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

/** Predicted classes of labelled examples. */
public final class ClassPredictions implements Predictions {
  private final int classes;
  private final int[] labels;
  private final int[] predicted;
  private final double[] trueClassProbabilities;

  /** Keeps the arrays without copying; [examples] each. */
  ClassPredictions(int classes, int[] labels, int[] predicted, double[] trueClassProbabilities) {
    this.classes = classes;
    this.labels = labels;
    this.predicted = predicted;
    this.trueClassProbabilities = trueClassProbabilities;
  }

  /**
   * Predictions of any classifier.
   *
   * @param classes number of classes
   * @param labels [examples] true classes, each in [0, classes); copied
   * @param predicted [examples] predicted classes, likewise; copied
   * @param trueClassProbabilities [examples] probability given to the true class; NaN if it is not
   *     known; copied
   */
  public static ClassPredictions of(
      int classes, int[] labels, int[] predicted, double[] trueClassProbabilities) {
    require(
        predicted.length == labels.length && trueClassProbabilities.length == labels.length,
        "Invalid predicted: %s classes and %s probabilities, must be as many as labels, %s",
        predicted.length,
        trueClassProbabilities.length,
        labels.length);
    return new ClassPredictions(
        classes, labels.clone(), predicted.clone(), trueClassProbabilities.clone());
  }

  @Override
  public int size() {
    return labels.length;
  }

  /** The probability given to the true class, [examples], a copy; NaN for logits not finite. */
  public double[] trueClassProbabilities() {
    return trueClassProbabilities.clone();
  }

  /** Number of examples by true and predicted class: [true class][predicted class]. */
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
   * @param bins number of bins of equal width between 0 and 1; each bin includes its lower end, the
   *     last one both ends
   * @param correctOnly whether to count only examples classified correctly
   * @return [bins] number of examples per bin
   */
  public int[] histogram(int bins, boolean correctOnly) {
    require(bins > 0, "Invalid bins: %s, must be positive", bins);
    int[] counts = new int[bins];
    for (int i = 0; i < labels.length; i++) {
      boolean counted = !correctOnly || predicted[i] == labels[i];
      if (counted && Double.isFinite(trueClassProbabilities[i])) {
        counts[Math.min(bins - 1, (int) (trueClassProbabilities[i] * bins))]++;
      }
    }
    return counts;
  }
}
