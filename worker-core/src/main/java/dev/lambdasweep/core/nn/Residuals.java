package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.function.DoubleUnaryOperator;

/** Losses of a single output that depend on its residual alone: output minus target. */
final class Residuals {
  private Residuals() {}

  /** Twice Huber's loss with its bend at 1; see {@link Loss#HUBER}. */
  static double huber(double residual) {
    double size = Math.abs(residual);
    return size <= 1 ? residual * residual : 2 * size - 1;
  }

  /**
   * {@link Loss#lossAndGradient}.
   *
   * @param loss loss of a residual
   * @param slope derivative of the loss
   */
  static double lossAndGradient(
      Matrix outputs,
      double[] targets,
      double[] weights,
      DoubleUnaryOperator loss,
      DoubleUnaryOperator slope) {
    int examples = outputs.rows();
    double sum = 0;
    for (int j = 0; j < examples; j++) {
      double residual = outputs.at(j, 0) - targets[j];
      sum += weights[j] * loss.applyAsDouble(residual);
      outputs.set(j, 0, weights[j] / examples * slope.applyAsDouble(residual));
    }
    return sum / examples;
  }
}
