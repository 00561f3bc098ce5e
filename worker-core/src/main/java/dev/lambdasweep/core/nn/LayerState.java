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
   * @param layer layer whose shapes the moments have
   * @param moments number of moments that the optimizer keeps per parameter
   */
  LayerState(Layer layer, int moments) {
    weights = new ParameterState(layer.weights(), moments);
    biases = new ParameterState(layer.biases(), moments);
  }

  /** The buffer for the loss's gradient with respect to the weights, to be filled before a step. */
  Matrix weightGradient() {
    return weights.gradient();
  }

  /**
   * Computes the bias gradient: the row sums of the gradient with respect to the outputs, [outputs
   * × B].
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
  void step(Layer layer, Step.ByGradient step) {
    weights.step(layer.weights(), step, step.gradientFactor());
    biases.step(layer.biases(), step, 0);
  }
}
