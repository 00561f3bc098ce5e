package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * A network and its parameters, both before and after training.
 *
 * @param spec description of the network
 * @param precision how precisely it computes
 * @param layers parameters of the layers, starting at the inputs
 */
public record Network(NetworkSpec spec, Precision precision, List<Layer> layers) {
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
          weights.format() == precision.format(),
          "Invalid weights of layer %s: %s, must be %s",
          l + 1,
          weights,
          precision.format());
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
   * Draws initial weights: those of layer l from stream (WEIGHTS, l) of the seed, in column-major
   * order, followed by its biases unless they start at 0. Float32 and float64 networks of one seed
   * differ only by rounding.
   */
  public static Network initial(
      NetworkSpec spec, InitialWeights distribution, Precision precision, long seed) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers(); l++) {
      Matrix weights = Matrix.zeros(precision.format(), spec.fanOut(l), spec.fanIn(l));
      Philox random = Seeds.generator(seed, Seeds.Stream.WEIGHTS, l);
      Matrix biases = Matrix.zeros(precision.format(), spec.fanOut(l), 1);
      draw(weights, distribution.deviation(spec.fanIn(l), spec.fanOut(l)), random);
      if (distribution.biasDeviation() > 0) {
        draw(biases, distribution.biasDeviation(), random);
      }
      layers.add(new Layer(weights, biases));
    }
    return new Network(spec, precision, layers);
  }

  private static void draw(Matrix parameter, double deviation, Philox random) {
    for (int j = 0; j < parameter.columns(); j++) {
      for (int i = 0; i < parameter.rows(); i++) {
        parameter.set(i, j, deviation * random.nextGaussian());
      }
    }
  }

  /**
   * A copy that has only the first inputs, for a quick gradient check.
   *
   * @param count number of inputs to keep, in [1, inputs]
   */
  public Network firstInputs(int count) {
    Layer first = layers.get(0);
    List<Layer> cut = new ArrayList<>(copy(precision).layers());
    cut.set(
        0, new Layer(first.weights().columns(0, count), first.biases()).copy(precision.format()));
    return new Network(
        new NetworkSpec(count, spec.hidden(), spec.outputs(), spec.activation(), spec.loss()),
        precision,
        cut);
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

  /** A copy, possibly in another precision. */
  public Network copy(Precision precision) {
    return new Network(
        spec, precision, layers.stream().map(layer -> layer.copy(precision.format())).toList());
  }

  /** ‖W‖², the sum of the squares of all weights, without the biases. */
  public double sumOfSquaredWeights() {
    return layers.stream().mapToDouble(layer -> layer.weights().sumOfSquares()).sum();
  }

  /**
   * Outputs of a batch (logits, or standardized values), in a simple implementation: the reference
   * that the gradient check differentiates. Training and evaluation use {@link StackedNetwork}.
   *
   * @param inputs [inputs × B]
   * @return [B × outputs]
   */
  public Matrix logits(Matrix inputs) {
    Matrix outputs = inputs;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      Matrix z = Matrix.zeros(precision.format(), inputs.columns(), spec.fanOut(l));
      z.fillColumns(layer.biases());
      Transpose op = l == 0 ? Transpose.YES : Transpose.NO;
      z.multiply(1, op, outputs, Transpose.YES, layer.weights(), 1);
      if (l < layers.size() - 1) {
        spec.activation().apply(z);
      }
      outputs = z;
    }
    return outputs;
  }
}
