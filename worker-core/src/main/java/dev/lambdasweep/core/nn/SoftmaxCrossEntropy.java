package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * Softmax cross-entropy of logits: −log softmax(z)[label], in nats. The column's maximum is
 * subtracted first, so that large logits do not overflow. Shapes as in {@link Loss}.
 */
final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /**
   * {@link Loss#lossAndGradient}; the gradient is w · (softmax(logits) − one-hot) / B.
   *
   * <p>Every step has a loop of its own over a column: in one loop for all, each exponential would
   * wait for the one before, which takes twice as long.
   */
  static double lossAndGradient(Matrix logits, double[] targets, double[] weights) {
    int examples = logits.columns();
    double[] column = new double[logits.rows()];
    double loss = 0;
    for (int j = 0; j < examples; j++) {
      logits.readColumn(j, column);
      double maximum = maximum(column);
      for (int k = 0; k < column.length; k++) {
        column[k] -= maximum;
      }
      int label = (int) targets[j];
      double trueLogit = column[label];
      for (int k = 0; k < column.length; k++) {
        column[k] = Math.exp(column[k]);
      }
      double sum = 0;
      for (int k = 0; k < column.length; k++) {
        sum += column[k];
      }
      loss += weights[j] * (Math.log(sum) - trueLogit);
      logits.writeScaledColumn(j, weights[j] / (sum * examples), column);
      logits.set(label, j, logits.at(label, j) - weights[j] / examples);
    }
    return loss / examples;
  }

  private static double maximum(double[] column) {
    double maximum = column[0];
    for (int k = 1; k < column.length; k++) {
      maximum = Math.max(maximum, column[k]);
    }
    return maximum;
  }

  /** {@link Loss#loss(Matrix, int, double)}. */
  static double loss(Matrix logits, int column, int label) {
    double maximum = maximum(logits, column);
    double sum = 0;
    for (int k = 0; k < logits.rows(); k++) {
      sum += Math.exp(logits.at(k, column) - maximum);
    }
    return Math.log(sum) - (logits.at(label, column) - maximum);
  }

  private static double maximum(Matrix logits, int column) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.rows(); k++) {
      maximum = Math.max(maximum, logits.at(k, column));
    }
    return maximum;
  }
}
