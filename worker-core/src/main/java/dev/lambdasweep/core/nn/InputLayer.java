package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first layers of K networks of equal shape, stacked: one product serves them all, forward and
 * back. It owns their weights and the mini-batch; the rest of a network sees only its outputs and
 * gives back their gradient.
 *
 * <p>Shapes: D inputs, H outputs a network, B examples. Network k has rows [k·H, (k+1)·H) of the
 * stacked matrices V [K·H × D], outputs and gradients [K·H × B].
 *
 * <p>Network k's weights are s_k · V_k. A gradient step with weight decay, W ← c · W − η · G · Xᵀ,
 * becomes s ← c · s and V ← V + (−η / s · G) · Xᵀ: decay costs nothing, networks with different
 * rates and penalties share one product, and no gradient matrix exists. s is folded back into V
 * before |s| leaves [{@value #SMALLEST_SCALE}, 1].
 */
final class InputLayer {
  /** Below this a scale is folded into the weights; far from underflow even after one more step. */
  static final double SMALLEST_SCALE = 1.0 / 1024;

  private final int width;
  private final Matrix weights;
  private final double[] scales;
  private final Matrix inputs;
  private final Matrix outputs;
  private final Matrix gradients;
  private final List<Rows> rows;
  private Batch batch;

  /** What belongs to one network. */
  private record Rows(Matrix weights, Matrix biases) {}

  /** Views for one size of mini-batch, made once and not in every update. */
  private record Batch(
      Matrix inputs,
      Matrix outputs,
      Matrix gradients,
      List<Matrix> memberOutputs,
      List<Matrix> memberGradients) {}

  /**
   * Stacks copies of layers.
   *
   * @param layers K layers of equal shape and precision
   * @param capacity largest mini-batch
   */
  InputLayer(List<Layer> layers, int capacity) {
    Matrix first = layers.get(0).weights();
    Precision precision = first.precision();
    int members = layers.size();
    width = first.rows();
    weights = Matrix.zeros(precision, members * width, first.columns());
    rows =
        IntStream.range(0, members)
            .mapToObj(
                k ->
                    new Rows(
                        weights.rows(k * width, (k + 1) * width),
                        layers.get(k).biases().copy(precision)))
            .toList();
    for (int k = 0; k < members; k++) {
      rows.get(k).weights().copyFrom(layers.get(k).weights());
    }
    scales = new double[members];
    Arrays.fill(scales, 1);
    inputs = Matrix.zeros(precision, first.columns(), capacity);
    outputs = Matrix.zeros(precision, members * width, capacity);
    gradients = Matrix.zeros(precision, members * width, capacity);
    batch = views(capacity);
  }

  private Batch views(int size) {
    Matrix out = outputs.columns(0, size);
    Matrix gradient = gradients.columns(0, size);
    return new Batch(inputs.columns(0, size), out, gradient, perMember(out), perMember(gradient));
  }

  private List<Matrix> perMember(Matrix stacked) {
    return IntStream.range(0, rows.size())
        .mapToObj(k -> stacked.rows(k * width, (k + 1) * width))
        .toList();
  }

  /** Standardizes examples indices[from, to) into the mini-batch. */
  void gather(Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.inputs().columns() != to - from) {
      batch = views(to - from);
    }
    switch (inputs.precision()) {
      case FLOAT32 -> standardizer.apply(examples, indices, from, to, inputs.floats());
      case FLOAT64 -> standardizer.apply(examples, indices, from, to, inputs.doubles());
    }
  }

  /** Computes z = s · V · x + b for every network and example of the mini-batch. */
  void forward() {
    batch.outputs().multiply(1, Transpose.NO, weights, Transpose.NO, batch.inputs(), 0);
    for (int k = 0; k < rows.size(); k++) {
      outputs(k).scaleAndAddColumn(scales[k], rows.get(k).biases());
    }
  }

  /** Network k's outputs, [H × B]; to be overwritten by its activation. */
  Matrix outputs(int k) {
    return batch.memberOutputs().get(k);
  }

  /** Where network k writes the gradient with respect to its outputs, [H × B]. */
  Matrix gradient(int k) {
    return batch.memberGradients().get(k);
  }

  /**
   * One step of gradient descent for every network, from the gradients given; they are overwritten.
   *
   * @param rates [K] η
   * @param decays [K] c, what weights are multiplied with; biases do not decay
   */
  void step(double[] rates, double[] decays) {
    for (int k = 0; k < rows.size(); k++) {
      rows.get(k).biases().addColumnSums(-rates[k], gradient(k));
      decay(k, decays[k]);
      gradient(k).scale(-rates[k] / scales[k]);
    }
    weights.multiply(1, Transpose.NO, batch.gradients(), Transpose.YES, batch.inputs(), 1);
  }

  private void decay(int k, double factor) {
    scales[k] *= factor;
    if (Math.abs(scales[k]) < SMALLEST_SCALE || Math.abs(scales[k]) > 1) {
      rows.get(k).weights().scale(scales[k]);
      scales[k] = 1;
    }
  }

  /** Sets all that belongs to network k to 0, so that it neither costs nor harms. */
  void silence(int k) {
    rows.get(k).weights().scale(0);
    rows.get(k).biases().scale(0);
    gradients.rows(k * width, (k + 1) * width).scale(0);
    scales[k] = 1;
  }

  /** ‖W‖² of network k's layer. */
  double sumOfSquaredWeights(int k) {
    return scales[k] * scales[k] * rows.get(k).weights().sumOfSquares();
  }

  /** A copy of network k's layer. */
  Layer layer(int k) {
    Layer copy = new Layer(rows.get(k).weights(), rows.get(k).biases()).copy(inputs.precision());
    copy.weights().scale(scales[k]);
    return copy;
  }
}
