package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * Softmax cross-entropy of logits: −log softmax(z)[label], in nats.
 *
 * <p>Shapes: K classes, B examples; an example a column. Exponentials and sums are in float64
 * whatever the matrix's precision; the column's maximum is subtracted first, so that large logits
 * do not overflow.
 */
public final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /**
   * Mean loss of a batch and its gradient with respect to the logits.
   *
   * @param logits [K × B]; overwritten with (softmax(logits) − one-hot) / B
   * @param labels [at least B], each in [0, K)
   * @return mean loss; NaN or infinite where the logits are not finite
   * @throws IllegalArgumentException if there are fewer labels than columns
   */
  public static double lossAndGradient(Matrix logits, int[] labels) {
    int examples = logits.columns();
    requireLabels(examples, labels);
    double loss = 0;
    for (int j = 0; j < examples; j++) {
      double maximum = maximum(logits, j);
      double sum = 0;
      double trueLogit = logits.at(labels[j], j) - maximum;
      for (int k = 0; k < logits.rows(); k++) {
        double exponential = Math.exp(logits.at(k, j) - maximum);
        sum += exponential;
        logits.set(k, j, exponential);
      }
      loss += Math.log(sum) - trueLogit;
      double share = 1 / (sum * examples);
      for (int k = 0; k < logits.rows(); k++) {
        logits.set(k, j, logits.at(k, j) * share);
      }
      logits.set(labels[j], j, logits.at(labels[j], j) - 1.0 / examples);
    }
    return loss / examples;
  }

  /**
   * Loss of one column.
   *
   * @param logits [K × B], unchanged
   */
  public static double loss(Matrix logits, int column, int label) {
    double maximum = maximum(logits, column);
    double sum = 0;
    for (int k = 0; k < logits.rows(); k++) {
      sum += Math.exp(logits.at(k, column) - maximum);
    }
    return Math.log(sum) - (logits.at(label, column) - maximum);
  }

  /** Mean loss of a batch. */
  public static double loss(Matrix logits, int[] labels) {
    requireLabels(logits.columns(), labels);
    double loss = 0;
    for (int j = 0; j < logits.columns(); j++) {
      loss += loss(logits, j, labels[j]);
    }
    return loss / logits.columns();
  }

  /** Class with the largest logit in a column; the first of several. */
  public static int predicted(Matrix logits, int column) {
    int best = 0;
    for (int k = 1; k < logits.rows(); k++) {
      if (logits.at(k, column) > logits.at(best, column)) {
        best = k;
      }
    }
    return best;
  }

  private static double maximum(Matrix logits, int column) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.rows(); k++) {
      maximum = Math.max(maximum, logits.at(k, column));
    }
    return maximum;
  }

  private static void requireLabels(int examples, int[] labels) {
    require(
        labels.length >= examples,
        "Invalid labels: %s, must be at least the batch's %s",
        labels.length,
        examples);
  }
}
