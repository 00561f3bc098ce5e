package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;

/**
 * Softmax cross-entropy of logits: −log softmax(z)[label], in nats. The column's maximum is
 * subtracted first, so that large logits do not overflow. Shapes as in {@link Loss}.
 */
final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /**
   * {@link Loss#lossAndGradient}; the gradient is w · (softmax(logits) − one-hot) / B. As many
   * columns as fit into a buffer are computed at once, with {@link Exponentials}.
   */
  static double lossAndGradient(Matrix logits, double[] targets, double[] weights) {
    int classes = logits.rows();
    double[] buffer = Exponentials.buffer(classes);
    int atOnce = buffer.length / classes;
    double loss = 0;
    for (int from = 0; from < logits.columns(); from += atOnce) {
      int to = Math.min(from + atOnce, logits.columns());
      for (int j = from; j < to; j++) {
        int start = (j - from) * classes;
        logits.readColumn(j, buffer, start);
        subtractMaximum(buffer, start, classes);
        loss -= weights[j] * buffer[start + (int) targets[j]];
      }
      Exponentials.replace(logits.format(), buffer, (to - from) * classes);
      for (int j = from; j < to; j++) {
        double sum = sum(buffer, (j - from) * classes, classes);
        loss += weights[j] * Math.log(sum);
        writeGradient(
            logits, j, (int) targets[j], weights[j] / logits.columns(), sum, buffer, from);
      }
    }
    return loss / logits.columns();
  }

  private static void writeGradient(
      Matrix logits, int j, int label, double weight, double sum, double[] buffer, int from) {
    logits.writeScaledColumn(j, weight / sum, buffer, (j - from) * logits.rows());
    logits.set(label, j, logits.at(label, j) - weight);
  }

  /** {@link Loss#loss(Matrix, int, double)}, with the exponentials of float64. */
  static double loss(Matrix logits, int column, int label) {
    int classes = logits.rows();
    double[] buffer = Exponentials.buffer(classes);
    logits.readColumn(column, buffer, 0);
    subtractMaximum(buffer, 0, classes);
    double trueLogit = buffer[label];
    Exponentials.replace(Format.FLOAT64, buffer, classes);
    return Math.log(sum(buffer, 0, classes)) - trueLogit;
  }

  private static void subtractMaximum(double[] numbers, int start, int length) {
    double maximum = numbers[start];
    for (int i = start + 1; i < start + length; i++) {
      maximum = Math.max(maximum, numbers[i]);
    }
    for (int i = start; i < start + length; i++) {
      numbers[i] -= maximum;
    }
  }

  private static double sum(double[] numbers, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += numbers[i];
    }
    return sum;
  }
}
