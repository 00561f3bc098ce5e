package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.Step;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first layers of K networks of equal shape, stacked: one mini-batch serves them all, forward
 * and backward. It owns their weights and the mini-batch; the other layers of a network see only
 * its outputs and return their gradient. The products are computed by an {@link InputKernel}.
 *
 * <p>Shapes: D inputs, H outputs per network, B examples. Network k has rows [k·H, (k+1)·H) of the
 * stacked weights V [K·H × D], which are passed as [D × H], one neuron per column; its outputs and
 * their gradients are [B × H].
 *
 * <p>Network k's weights are s_k · V_k. A gradient step with weight decay, W ← c · W − η · Gᵀ · X,
 * becomes s ← c · s and V ← V + (−η / s · G)ᵀ · X: decay costs nothing, networks with different
 * rates and penalties share one product, and no gradient matrix is needed. s is folded back into V
 * before |s| leaves [{@value #SMALLEST_SCALE}, 1]. Steps with moments need a gradient matrix, but
 * the product is the same.
 */
final class InputLayer implements AutoCloseable {
  /**
   * Scales below this are folded into the weights; it is far from underflow even after one more
   * step.
   */
  static final double SMALLEST_SCALE = 1.0 / 1024;

  private final Precision precision;
  private final int width;
  private final int inputs;
  private final int capacity;
  private InputKernel kernel;
  private List<Matrix> biases;
  private double[] scales;
  private GradientMember[] gradientMembers; // created at a network's first step by gradient
  private List<Matrix> outputs;
  private List<Matrix> gradients;
  private final Matrix repeatedBiases;
  private Batch batch;

  /** Views for one size of mini-batch, created once instead of in every update. */
  private record Batch(
      int size, List<Matrix> outputs, List<Matrix> gradients, Matrix repeatedBiases) {}

  /**
   * Stacks copies of layers.
   *
   * @param precision how precisely they compute
   * @param layers K layers of equal shape, in the precision's format
   * @param capacity size of the largest mini-batch
   */
  InputLayer(Precision precision, List<Layer> layers, int capacity) {
    Matrix first = layers.get(0).weights();
    Format format = precision.format();
    this.precision = precision;
    int members = layers.size();
    width = first.rows();
    inputs = first.columns();
    this.capacity = capacity;
    kernel = InputKernel.of(precision, members, width, inputs, capacity);
    for (int k = 0; k < members; k++) {
      kernel.write(k, transposed(layers.get(k).weights()));
    }
    biases = layers.stream().map(layer -> layer.biases().copy(format)).toList();
    gradientMembers = new GradientMember[members];
    scales = new double[members];
    Arrays.fill(scales, 1);
    outputs = zeros(format, members, capacity);
    gradients = zeros(format, members, capacity);
    repeatedBiases = Matrix.zeros(format, capacity, width);
    batch = views(capacity);
  }

  private List<Matrix> zeros(Format format, int members, int capacity) {
    return IntStream.range(0, members)
        .mapToObj(k -> Matrix.zeros(format, capacity, width))
        .toList();
  }

  private Batch views(int size) {
    return new Batch(
        size,
        outputs.stream().map(matrix -> matrix.reshaped(size, width)).toList(),
        gradients.stream().map(matrix -> matrix.reshaped(size, width)).toList(),
        repeatedBiases.reshaped(size, width));
  }

  /** Standardizes examples indices[from, to) into the mini-batch. */
  void gather(Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.size() != to - from) {
      batch = views(to - from);
    }
    kernel.gather(examples, standardizer, indices, from, to);
  }

  /** Computes z = s · V · x + b for every network and example of the mini-batch. */
  void forward() {
    kernel.forward(batch.outputs());
    for (int k = 0; k < scales.length; k++) {
      batch.repeatedBiases().fillColumns(biases.get(k));
      outputs(k).scaleAndAdd(scales[k], batch.repeatedBiases());
    }
  }

  /** Network k's outputs, [B × H], which its activation overwrites. */
  Matrix outputs(int k) {
    return batch.outputs().get(k);
  }

  /** The buffer for network k's gradient with respect to its outputs, [B × H]. */
  Matrix gradient(int k) {
    return batch.gradients().get(k);
  }

  /**
   * Takes one step of every network, from the gradients in their buffers, which are overwritten.
   *
   * @param steps [K] step of each network
   * @param update number of updates before this one
   */
  void step(List<Step> steps, int update) {
    for (int k = 0; k < scales.length; k++) {
      if (steps.get(k) instanceof Step.Descent descent) {
        double rate = descent.rateAt(update);
        biases.get(k).addColumnSums(-rate, gradient(k));
        decay(k, descent.decayAt(update));
        gradient(k).scale(-rate / scales[k]);
      } else if (steps.get(k) instanceof Step.ByGradient step) {
        gradientMember(k, step).begin(k, gradient(k));
      }
    }
    kernel.step(batch.gradients());
    for (int k = 0; k < scales.length; k++) {
      if (steps.get(k) instanceof Step.ByGradient step) {
        gradientMember(k, step).end(k, step, update);
      }
    }
  }

  private GradientMember gradientMember(int k, Step.ByGradient step) {
    if (gradientMembers[k] == null) {
      gradientMembers[k] = new GradientMember(k, step.moments());
    }
    return gradientMembers[k];
  }

  /**
   * Network k if its steps have moments. Its weights are stored here; V holds a copy, which is
   * cleared before the common product, so that the product leaves the gradient in its place, and
   * rewritten after the step.
   */
  private final class GradientMember {
    private final Matrix weights;
    private final Matrix bias;
    private final LayerState state;

    GradientMember(int k, int moments) {
      fold(k);
      weights = part();
      kernel.read(k, weights);
      bias = biases.get(k);
      state = new LayerState(weights, bias, moments);
    }

    void begin(int k, Matrix gradient) {
      state.computeBiasGradient(gradient);
      kernel.clear(k);
    }

    void end(int k, Step.ByGradient step, int update) {
      kernel.read(k, state.weightGradient());
      state.step(update, weights, bias, step);
      kernel.write(k, weights);
    }

    void pass(int k, StateBytes bytes) {
      bytes.matrix(weights, same -> {}, source -> kernel.write(k, source));
      state.pass(bytes);
    }
  }

  /**
   * Passes over what network k's layer keeps between updates. Weights and scale are passed apart,
   * as they are: folded, they would go on with other bits.
   *
   * @param step step of the network
   */
  void pass(int k, Step step, StateBytes bytes) {
    if (step instanceof Step.ByGradient byGradient) {
      gradientMember(k, byGradient).pass(k, bytes);
    } else {
      bytes.matrix(part(), target -> kernel.read(k, target), source -> kernel.write(k, source));
      scales[k] = bytes.number(scales[k]);
    }
    bytes.matrix(biases.get(k));
  }

  private void decay(int k, double factor) {
    scales[k] *= factor;
    if (Math.abs(scales[k]) < SMALLEST_SCALE || Math.abs(scales[k]) > 1) {
      fold(k);
    }
  }

  private void fold(int k) {
    if (scales[k] != 1) {
      kernel.scale(k, scales[k]);
      scales[k] = 1;
    }
  }

  /**
   * Keeps only the given networks, bit by bit, and frees the memory of the others. The mini-batch
   * is lost.
   *
   * @param networks indices of the networks to keep, in their new order, at least one
   */
  void keep(List<Integer> networks) {
    Matrix part = part();
    InputKernel smaller = InputKernel.of(precision, networks.size(), width, inputs, capacity);
    for (int k = 0; k < networks.size(); k++) {
      kernel.read(networks.get(k), part);
      smaller.write(k, part);
    }
    kernel.close();
    kernel = smaller;
    biases = networks.stream().map(biases::get).toList();
    scales = networks.stream().mapToDouble(k -> scales[k]).toArray();
    gradientMembers = networks.stream().map(k -> gradientMembers[k]).toArray(GradientMember[]::new);
    outputs = networks.stream().map(outputs::get).toList();
    gradients = networks.stream().map(gradients::get).toList();
    batch = views(batch.size());
  }

  /** A new matrix for one network's part of V as the kernel passes it, [D × H]. */
  private Matrix part() {
    return Matrix.zeros(precision.format(), inputs, width);
  }

  private static Matrix transposed(Matrix matrix) {
    Matrix transposed = Matrix.zeros(matrix.format(), matrix.columns(), matrix.rows());
    transposed.transposeFrom(matrix);
    return transposed;
  }

  /** ‖W‖² of network k's layer. */
  double sumOfSquaredWeights(int k) {
    return scales[k] * scales[k] * kernel.sumOfSquares(k);
  }

  /** A copy of network k's layer. */
  Layer layer(int k) {
    Matrix part = part();
    kernel.read(k, part);
    part.scale(scales[k]);
    return new Layer(transposed(part), biases.get(k).copy(part.format()));
  }

  /** Frees the memory outside Java's heap. */
  @Override
  public void close() {
    kernel.close();
  }
}
