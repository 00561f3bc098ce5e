package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * Softmax cross-entropy of logits: −log softmax(z)[label], in nats. The column's maximum is
 * subtracted first, so that large logits do not overflow. Shapes as in {@link Loss}.
 */
final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /** {@link Loss#lossAndGradient}; the gradient is w · (softmax(logits) − one-hot) / B. */
  static double lossAndGradient(Matrix logits, double[] targets, double[] weights) {
    int examples = logits.columns();
    double loss = 0;
    for (int j = 0; j < examples; j++) {
      double maximum = maximum(logits, j);
      double sum = 0;
      int label = (int) targets[j];
      double trueLogit = logits.at(label, j) - maximum;
      for (int k = 0; k < logits.rows(); k++) {
        double exponential = Math.exp(logits.at(k, j) - maximum);
        sum += exponential;
        logits.set(k, j, exponential);
      }
      loss += weights[j] * (Math.log(sum) - trueLogit);
      double share = weights[j] / (sum * examples);
      for (int k = 0; k < logits.rows(); k++) {
        logits.set(k, j, logits.at(k, j) * share);
      }
      logits.set(label, j, logits.at(label, j) - weights[j] / examples);
    }
    return loss / examples;
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
