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
    double[] column = new double[logits.rows()];
    double loss = 0;
    for (int j = 0; j < examples; j++) {
      logits.readColumn(j, column);
      subtractMaximum(column);
      int label = (int) targets[j];
      double trueLogit = column[label];
      double sum = sumOfExponentials(column);
      loss += weights[j] * (Math.log(sum) - trueLogit);
      logits.writeScaledColumn(j, weights[j] / (sum * examples), column);
      logits.set(label, j, logits.at(label, j) - weights[j] / examples);
    }
    return loss / examples;
  }

  /** {@link Loss#loss(Matrix, int, double)}. */
  static double loss(Matrix logits, int column, int label) {
    double[] numbers = new double[logits.rows()];
    logits.readColumn(column, numbers);
    subtractMaximum(numbers);
    double trueLogit = numbers[label];
    return Math.log(sumOfExponentials(numbers)) - trueLogit;
  }

  private static void subtractMaximum(double[] numbers) {
    double maximum = numbers[0];
    for (int k = 1; k < numbers.length; k++) {
      maximum = Math.max(maximum, numbers[k]);
    }
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] -= maximum;
    }
  }

  /**
   * Replaces numbers by their exponentials. The sum has a loop of its own: in one with them, each
   * exponential would wait for the one before, which takes twice as long.
   */
  private static double sumOfExponentials(double[] numbers) {
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = Math.exp(numbers[k]);
    }
    double sum = 0;
    for (int k = 0; k < numbers.length; k++) {
      sum += numbers[k];
    }
    return sum;
  }
}
