package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.ParameterState;
import dev.lambdasweep.core.optim.Step;

/** What an optimizer keeps of one layer between updates. */
final class LayerState {
  private final ParameterState weights;
  private final ParameterState biases;

  /**
   * Before the first update.
   *
   * @param layer of the shapes to keep moments of
   * @param moments how many the optimizer keeps of each parameter
   */
  LayerState(Layer layer, int moments) {
    weights = new ParameterState(layer.weights(), moments);
    biases = new ParameterState(layer.biases(), moments);
  }

  /** Where the loss's gradient with respect to the weights is written before a step. */
  Matrix weightGradient() {
    return weights.gradient();
  }

  /**
   * Writes the bias gradient: row sums of the gradient with respect to the outputs, [outputs × B].
   */
  void computeBiasGradient(Matrix outputGradient) {
    biases.gradient().scale(0);
    biases.gradient().addColumnSums(1, outputGradient);
  }

  /** Moves weights and biases in place, once their gradients are there. */
  void step(Layer layer, Step.ByGradient step) {
    weights.step(layer.weights(), step, step.gradientFactor());
    biases.step(layer.biases(), step, 0);
  }
}
