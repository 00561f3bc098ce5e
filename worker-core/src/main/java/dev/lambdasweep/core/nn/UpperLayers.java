package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.optim.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * All layers of one network except the first. Steps of gradient descent are folded into their
 * products: W ← c · W − η · Gᵀ · A is one {@code gemm}.
 *
 * <p>Shapes: one example per row; layer l's outputs are [B × width of l].
 */
final class UpperLayers {
  private final Activation activation;
  private final List<Layer> layers;
  private final List<Matrix> outputs = new ArrayList<>();
  private final List<Matrix> gradients = new ArrayList<>();
  private List<Matrix> batchOutputs = new ArrayList<>();
  private List<Matrix> batchGradients = new ArrayList<>();
  private List<LayerState> states = List.of();

  /**
   * Copies all layers of a network except the first.
   *
   * @param capacity size of the largest mini-batch
   */
  UpperLayers(Network network, int capacity) {
    Format format = network.precision().format();
    activation = network.spec().activation();
    layers = network.layers().stream().skip(1).map(layer -> layer.copy(format)).toList();
    for (Layer layer : layers) {
      outputs.add(Matrix.zeros(format, capacity, layer.weights().rows()));
      gradients.add(Matrix.zeros(format, capacity, layer.weights().columns()));
    }
  }

  /** Prepares for mini-batches of the given size. */
  void resize(int size) {
    batchOutputs = sized(outputs, size);
    batchGradients = sized(gradients, size);
  }

  private static List<Matrix> sized(List<Matrix> matrices, int size) {
    return matrices.stream().map(matrix -> matrix.reshaped(size, matrix.columns())).toList();
  }

  /**
   * Logits of the mini-batch.
   *
   * @param first outputs of the first layer before its activation, overwritten with those after it
   * @return [B × classes], a buffer of this object, or {@code first} if there is no other layer
   */
  Matrix forward(Matrix first) {
    Matrix below = first;
    for (int l = 0; l < layers.size(); l++) {
      activation.apply(below);
      Matrix z = batchOutputs.get(l);
      z.fillColumns(layers.get(l).biases());
      z.multiply(1, Transpose.NO, below, Transpose.YES, layers.get(l).weights(), 1);
      below = z;
    }
    return below;
  }

  /**
   * Propagates the gradient backward and takes a step in every layer.
   *
   * @param logits gradient with respect to the logits, [B × classes]
   * @param first the first layer's activations, as {@link #forward} left them in its argument
   * @param firstGradient receives the gradient with respect to the first layer's outputs
   * @param update number of updates before this one
   */
  void backward(Matrix logits, Matrix first, Matrix firstGradient, Step step, int update) {
    Matrix above = logits;
    for (int l = layers.size() - 1; l >= 0; l--) {
      Layer layer = layers.get(l);
      Matrix below = l == 0 ? first : batchOutputs.get(l - 1);
      Matrix gradient = l == 0 ? firstGradient : batchGradients.get(l);
      gradient.multiply(1, Transpose.NO, above, Transpose.NO, layer.weights(), 0);
      activation.backward(gradient, below);
      if (step instanceof Step.Descent descent) {
        descend(layer, descent.rateAt(update), descent.decayAt(update), above, below);
      } else if (step instanceof Step.ByGradient byGradient) {
        LayerState state = state(l, byGradient);
        state.weightGradient().multiply(1, Transpose.YES, above, Transpose.NO, below, 0);
        state.computeBiasGradient(above);
        state.step(update, layer.weights(), layer.biases(), byGradient);
      }
      above = gradient;
    }
    if (layers.isEmpty()) {
      firstGradient.copyFrom(logits);
    }
  }

  private static void descend(Layer layer, double rate, double decay, Matrix above, Matrix below) {
    layer.weights().multiply(-rate, Transpose.YES, above, Transpose.NO, below, decay);
    layer.biases().addColumnSums(-rate, above);
  }

  /** Layer l's moments, created at the first step that needs them. */
  private LayerState state(int l, Step.ByGradient step) {
    if (states.isEmpty()) {
      states =
          layers.stream()
              .map(layer -> new LayerState(layer.weights(), layer.biases(), step.moments()))
              .toList();
    }
    return states.get(l);
  }

  /**
   * Passes over what the layers keep between updates.
   *
   * @param step step of the network
   */
  void pass(Step step, StateBytes bytes) {
    for (int l = 0; l < layers.size(); l++) {
      bytes.matrix(layers.get(l).weights());
      bytes.matrix(layers.get(l).biases());
      if (step instanceof Step.ByGradient byGradient) {
        state(l, byGradient).pass(bytes);
      }
    }
  }

  /** ‖W‖² of these layers. */
  double sumOfSquaredWeights() {
    return layers.stream().mapToDouble(layer -> layer.weights().sumOfSquares()).sum();
  }

  /** Copies of the layers. */
  List<Layer> copies() {
    return layers.stream().map(layer -> layer.copy(layer.weights().format())).toList();
  }
}
