package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/** Activation function of a hidden layer. */
public enum Activation {
  /** max(0, z); its derivative at 0 is taken as 0. */
  RELU {
    @Override
    void apply(Matrix z) {
      z.rectify();
    }

    @Override
    void backward(Matrix gradient, Matrix outputs) {
      gradient.keepWherePositive(outputs);
    }
  },
  /** y = 1 / (1 + exp(−z)); its derivative is y · (1 − y). */
  SIGMOID {
    @Override
    void apply(Matrix z) {
      z.sigmoid();
    }

    @Override
    void backward(Matrix gradient, Matrix outputs) {
      gradient.scaleBySigmoidSlope(outputs);
    }
  };

  /** Replaces inputs with outputs, in place. */
  abstract void apply(Matrix z);

  /**
   * Converts a gradient with respect to the outputs into one with respect to the inputs, in place.
   *
   * @param outputs result of {@link #apply}, of the gradient's shape
   */
  abstract void backward(Matrix gradient, Matrix outputs);
}
