package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;

/**
 * Parameters of one fully connected layer, z = W · x + b.
 *
 * @param weights weights W, [outputs × inputs]
 * @param biases biases b, [outputs × 1]
 */
public record Layer(Matrix weights, Matrix biases) {
  /** Checks that the shapes agree. */
  public Layer {
    require(
        biases.rows() == weights.rows() && biases.columns() == 1,
        "Invalid biases: %s, must be %s x 1",
        biases,
        weights.rows());
  }

  /** A copy, possibly in another format. */
  public Layer copy(Format format) {
    return new Layer(weights.copy(format), biases.copy(format));
  }
}
