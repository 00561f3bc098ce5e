package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/** The function at the outputs of a hidden layer. */
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
  };

  /** Replaces inputs by outputs, in place. */
  abstract void apply(Matrix z);

  /**
   * Turns a gradient with respect to the outputs into one with respect to the inputs, in place.
   *
   * @param outputs what {@link #apply} gave, of the gradient's shape
   */
  abstract void backward(Matrix gradient, Matrix outputs);
}
