package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * A network and its parameters: what a training starts from and what it leaves behind.
 *
 * @param spec its description
 * @param layers its parameters, from the inputs on
 */
public record Network(NetworkSpec spec, List<Layer> layers) {
  /** Checks that the layers have the shapes of the description. */
  public Network {
    layers = List.copyOf(layers);
    require(
        layers.size() == spec.layers(),
        "Invalid layers: %s, must be %s",
        layers.size(),
        spec.layers());
    for (int l = 0; l < layers.size(); l++) {
      Matrix weights = layers.get(l).weights();
      require(
          weights.rows() == spec.fanOut(l) && weights.columns() == spec.fanIn(l),
          "Invalid weights of layer %s: %s, must be %s x %s",
          l + 1,
          weights,
          spec.fanOut(l),
          spec.fanIn(l));
    }
  }

  /**
   * Draws initial weights: layer l's from stream (WEIGHTS, l) of the seed, down its columns, and
   * its biases after them where they are not 0. Float32 and float64 networks of one seed differ by
   * rounding alone.
   */
  public static Network initial(
      NetworkSpec spec, InitialWeights distribution, Precision precision, long seed) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers(); l++) {
      Matrix weights = Matrix.zeros(precision, spec.fanOut(l), spec.fanIn(l));
      Philox random = Seeds.generator(seed, Seeds.Stream.WEIGHTS, l);
      Matrix biases = Matrix.zeros(precision, spec.fanOut(l), 1);
      draw(weights, distribution.deviation(spec.fanIn(l), spec.fanOut(l)), random);
      if (distribution.biasDeviation() > 0) {
        draw(biases, distribution.biasDeviation(), random);
      }
      layers.add(new Layer(weights, biases));
    }
    return new Network(spec, layers);
  }

  private static void draw(Matrix parameter, double deviation, Philox random) {
    for (int j = 0; j < parameter.columns(); j++) {
      for (int i = 0; i < parameter.rows(); i++) {
        parameter.set(i, j, deviation * random.nextGaussian());
      }
    }
  }

  /**
   * A copy that sees the first inputs alone, as a quick check of gradients looks at it.
   *
   * @param count inputs to keep, in [1, inputs]
   */
  public Network firstInputs(int count) {
    Layer first = layers.get(0);
    List<Layer> cut = new ArrayList<>(copy(precision()).layers());
    cut.set(0, new Layer(first.weights().columns(0, count), first.biases()).copy(precision()));
    return new Network(
        new NetworkSpec(count, spec.hidden(), spec.classes(), spec.activation(), spec.loss()), cut);
  }

  /** W1, b1, W2, b2, … in the order of {@link NetworkSpec#parameterNames()}; not copies. */
  public List<Matrix> parameters() {
    return layers.stream()
        .<Matrix>mapMulti(
            (layer, sink) -> {
              sink.accept(layer.weights());
              sink.accept(layer.biases());
            })
        .toList();
  }

  /** Format of the parameters. */
  public Precision precision() {
    return layers.get(0).weights().precision();
  }

  /** A copy in a precision that may differ. */
  public Network copy(Precision precision) {
    return new Network(spec, layers.stream().map(layer -> layer.copy(precision)).toList());
  }

  /** ‖W‖², the sum of the squares of all weights, without the biases. */
  public double sumOfSquaredWeights() {
    return layers.stream().mapToDouble(layer -> layer.weights().sumOfSquares()).sum();
  }

  /**
   * Logits of a batch, written plainly: the reference that the gradient check differentiates.
   * Training and evaluation use {@link StackedNetwork}.
   *
   * @param inputs [inputs × B]
   * @return [classes × B]
   */
  public Matrix logits(Matrix inputs) {
    Matrix outputs = inputs;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      Matrix z = Matrix.zeros(precision(), spec.fanOut(l), inputs.columns());
      z.multiply(1, Transpose.NO, layer.weights(), Transpose.NO, outputs, 0);
      z.scaleAndAddColumn(1, layer.biases());
      if (l < layers.size() - 1) {
        spec.activation().apply(z);
      }
      outputs = z;
    }
    return outputs;
  }
}
