package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.ParameterState;
import dev.lambdasweep.core.optim.Step;

/** The state that an optimizer keeps for one layer between updates. */
final class LayerState {
  private final ParameterState weights;
  private final ParameterState biases;

  /**
   * State before the first update.
   *
   * @param weights weights whose shape their moments have
   * @param biases biases whose shape their moments have
   * @param moments number of moments that the optimizer keeps per parameter
   */
  LayerState(Matrix weights, Matrix biases, int moments) {
    this.weights = new ParameterState(weights, moments);
    this.biases = new ParameterState(biases, moments);
  }

  /** The buffer for the loss's gradient with respect to the weights, to be filled before a step. */
  Matrix weightGradient() {
    return weights.gradient();
  }

  /**
   * Computes the bias gradient: the column sums of the gradient with respect to the outputs, [B ×
   * outputs].
   */
  void computeBiasGradient(Matrix outputGradient) {
    biases.gradient().scale(0);
    biases.gradient().addColumnSums(1, outputGradient);
  }

  /** Passes over the moments. */
  void pass(StateBytes bytes) {
    weights.moments().forEach(bytes::matrix);
    biases.moments().forEach(bytes::matrix);
  }

  /** Updates weights and biases in place, from the gradients in the buffers. */
  void step(int update, Matrix weights, Matrix biases, Step.ByGradient step) {
    this.weights.step(update, weights, step, step.penalty().gradientFactor());
    this.biases.step(update, biases, step, 0);
  }
}
