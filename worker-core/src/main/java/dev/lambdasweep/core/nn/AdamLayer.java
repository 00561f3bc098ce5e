package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;

/** What Adam keeps of one layer between updates. */
final class AdamLayer {
  private final AdamMoments weights;
  private final AdamMoments biases;

  /** For a layer of those shapes, before its first update. */
  AdamLayer(Layer layer) {
    weights = new AdamMoments(layer.weights());
    biases = new AdamMoments(layer.biases());
  }

  /** Where the loss's gradient with respect to the weights is written before a step. */
  Matrix weightGradient() {
    return weights.gradient();
  }

  /**
   * Moves weights and biases in place.
   *
   * @param outputGradient loss's gradient with respect to the layer's outputs, [outputs × B]
   */
  void step(Layer layer, Step.Adam step, Matrix outputGradient) {
    biases.gradient().scale(0);
    biases.gradient().addColumnSums(1, outputGradient);
    weights.step(layer.weights(), step, step.gradientFactor());
    biases.step(layer.biases(), step, 0);
  }
}
