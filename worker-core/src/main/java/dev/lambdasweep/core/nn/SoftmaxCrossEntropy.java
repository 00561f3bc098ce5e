package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * Softmax cross-entropy of logits: −log softmax(z)[label], in nats. An example's maximum is
 * subtracted first, so that large logits do not overflow. Shapes as in {@link Loss}.
 */
final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /**
   * {@link Loss#lossAndGradient}; the gradient is w · (softmax(logits) − one-hot) / B. As many
   * examples as fit into a buffer are computed at once, class by class.
   */
  static double lossAndGradient(Matrix logits, double[] targets, double[] weights) {
    int classes = logits.columns();
    int atOnce = Math.max(1, Exponentials.buffer(classes).length / classes);
    double loss = 0;
    for (int from = 0; from < logits.rows(); from += atOnce) {
      int to = Math.min(from + atOnce, logits.rows());
      loss += lossAndGradient(logits, from, to, targets, weights);
    }
    return loss / logits.rows();
  }

  /**
   * The sum of the losses of examples [from, to), and their gradients. Number c · n + i of a buffer
   * is of class c and of the i-th of the n examples; loops over all of them use one index alone, so
   * that the compiler vectorizes them.
   */
  private static double lossAndGradient(
      Matrix logits, int from, int to, double[] targets, double[] weights) {
    int n = to - from;
    int length = n * logits.columns();
    double[] powers = Exponentials.buffer(length);
    double[] factors = Exponentials.otherBuffer(length);
    for (int c = 0; c < logits.columns(); c++) {
      logits.readColumn(c, from, to, powers, c * n);
    }
    maximaOfExamples(powers, n, length, factors);
    for (int i = 0; i < length; i++) {
      powers[i] -= factors[i];
    }
    double loss = 0;
    for (int i = 0; i < n; i++) {
      loss -= weights[from + i] * powers[((int) targets[from + i]) * n + i];
    }
    Exponentials.replace(logits.format(), powers, length);
    sumsOfExamples(powers, n, length, factors);
    for (int i = 0; i < n; i++) {
      double weight = weights[from + i];
      loss += weight * Math.log(factors[i]);
      factors[i] = weight / logits.rows() / factors[i];
    }
    repeat(factors, n, length);
    for (int i = 0; i < length; i++) {
      powers[i] *= factors[i];
    }
    for (int c = 0; c < logits.columns(); c++) {
      logits.writeColumn(c, from, to, powers, c * n);
    }
    for (int j = from; j < to; j++) {
      int label = (int) targets[j];
      logits.set(j, label, logits.at(j, label) - weights[j] / logits.rows());
    }
    return loss;
  }

  /** Writes the largest number of each example, once for every class. */
  private static void maximaOfExamples(double[] numbers, int n, int length, double[] target) {
    System.arraycopy(numbers, 0, target, 0, n);
    for (int start = n; start < length; start += n) {
      for (int i = 0; i < n; i++) {
        target[i] = Math.max(target[i], numbers[start + i]);
      }
    }
    repeat(target, n, length);
  }

  /** Writes the sum of each example's numbers. */
  private static void sumsOfExamples(double[] numbers, int n, int length, double[] target) {
    System.arraycopy(numbers, 0, target, 0, n);
    for (int start = n; start < length; start += n) {
      for (int i = 0; i < n; i++) {
        target[i] += numbers[start + i];
      }
    }
  }

  /** Repeats the first n numbers. */
  private static void repeat(double[] numbers, int n, int length) {
    for (int start = n; start < length; start += n) {
      System.arraycopy(numbers, 0, numbers, start, n);
    }
  }

  /** {@link Loss#loss(Matrix, int, double)}, with the exponentials of float64. */
  static double loss(Matrix logits, int example, int label) {
    double maximum = logits.at(example, 0);
    for (int c = 1; c < logits.columns(); c++) {
      maximum = Math.max(maximum, logits.at(example, c));
    }
    double sum = 0;
    for (int c = 0; c < logits.columns(); c++) {
      sum += Math.exp(logits.at(example, c) - maximum);
    }
    return Math.log(sum) - (logits.at(example, label) - maximum);
  }
}
