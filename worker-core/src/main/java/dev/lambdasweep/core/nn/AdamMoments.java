package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/**
 * What Adam keeps of one parameter between updates, its first and second moment, and a place for
 * its gradient.
 *
 * <p>Source: Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1,
 * https://arxiv.org/abs/1412.6980. The bias corrections are applied to step size and root instead
 * of to the moments, which is the same but for rounding: m̂ / (√v̂ + ε) = (m / c1) / (√v / √c2 +
 * ε).
 */
final class AdamMoments {
  private final Matrix first;
  private final Matrix second;
  private final Matrix gradient;

  /** Moments of 0 for a parameter of that shape and precision. */
  AdamMoments(Matrix parameter) {
    first = Matrix.zeros(parameter.precision(), parameter.rows(), parameter.columns());
    second = Matrix.zeros(parameter.precision(), parameter.rows(), parameter.columns());
    gradient = Matrix.zeros(parameter.precision(), parameter.rows(), parameter.columns());
  }

  /** Where the loss's gradient is written before a step, of the parameter's shape. */
  Matrix gradient() {
    return gradient;
  }

  /**
   * Moves a parameter in place by the gradient that was written. Allocates nothing.
   *
   * @param parameter of the shape and precision this was made for; may be a view
   * @param penaltyFactor f, where f · parameter is the penalty's gradient; 0 for biases
   */
  void step(Matrix parameter, Step.Adam step, double penaltyFactor) {
    double rate = step.rate() / step.firstCorrection();
    double rootFactor = 1 / Math.sqrt(step.secondCorrection());
    // columns that lie next to one another are passed in one loop
    boolean whole = parameter.stride() == parameter.rows();
    int rows = parameter.rows() * (whole ? parameter.columns() : 1);
    for (int j = 0; j < (whole ? 1 : parameter.columns()); j++) {
      int start = j * rows;
      int shift = parameter.offset() + j * parameter.stride() - start;
      switch (parameter.precision()) {
        case FLOAT32 ->
            step(
                parameter.floats(),
                shift,
                start,
                start + rows,
                step,
                (float) rate,
                (float) rootFactor,
                (float) penaltyFactor);
        case FLOAT64 ->
            step(
                parameter.doubles(),
                shift,
                start,
                start + rows,
                step,
                rate,
                rootFactor,
                penaltyFactor);
      }
    }
  }

  /** Elements [from, to) of the moments; the parameter's lie {@code shift} further. */
  private void step(
      float[] parameter,
      int shift,
      int from,
      int to,
      Step.Adam step,
      float rate,
      float rootFactor,
      float penaltyFactor) {
    float[] m = first.floats();
    float[] v = second.floats();
    float[] gradients = gradient.floats();
    float beta1 = (float) step.beta1();
    float beta2 = (float) step.beta2();
    float rest1 = (float) (1 - step.beta1());
    float rest2 = (float) (1 - step.beta2());
    float epsilon = (float) step.epsilon();
    for (int i = from; i < to; i++) {
      float g = gradients[i] + penaltyFactor * parameter[i + shift];
      float mean = beta1 * m[i] + rest1 * g;
      float square = beta2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      parameter[i + shift] -= rate * mean / (rootFactor * (float) Math.sqrt(square) + epsilon);
    }
  }

  private void step(
      double[] parameter,
      int shift,
      int from,
      int to,
      Step.Adam step,
      double rate,
      double rootFactor,
      double penaltyFactor) {
    double[] m = first.doubles();
    double[] v = second.doubles();
    double[] gradients = gradient.doubles();
    double beta1 = step.beta1();
    double beta2 = step.beta2();
    for (int i = from; i < to; i++) {
      double g = gradients[i] + penaltyFactor * parameter[i + shift];
      double mean = beta1 * m[i] + (1 - beta1) * g;
      double square = beta2 * v[i] + (1 - beta2) * g * g;
      m[i] = mean;
      v[i] = square;
      parameter[i + shift] -= rate * mean / (rootFactor * Math.sqrt(square) + step.epsilon());
    }
  }
}
