package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(12, List.of(7, 3), 4, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);

  @Test
  void describesItsLayers() {
    assertThat(SPEC.layers()).isEqualTo(3);
    assertThat(List.of(SPEC.fanIn(0), SPEC.fanIn(1), SPEC.fanIn(2))).containsExactly(12, 7, 3);
    assertThat(List.of(SPEC.fanOut(0), SPEC.fanOut(1), SPEC.fanOut(2))).containsExactly(7, 3, 4);
    assertThat(SPEC.parameterNames()).containsExactly("W1", "b1", "W2", "b2", "W3", "b3");
  }

  @Test
  void givesTheLogitsOfTheNaiveTwin() {
    Network network = initial(Precision.FLOAT64, 1);
    network.layers().forEach(layer -> layer.biases().set(0, 0, 0.5));
    NaiveNetwork twin = new NaiveNetwork(network);
    Matrix inputs = Matrix.zeros(Format.FLOAT64, 12, 2);
    double[][] examples = new double[2][12];
    for (int n = 0; n < 2; n++) {
      for (int i = 0; i < 12; i++) {
        examples[n][i] = Math.sin(12 * n + i);
        inputs.set(i, n, examples[n][i]);
      }
    }
    Matrix logits = network.logits(inputs);
    for (int n = 0; n < 2; n++) {
      for (int k = 0; k < 4; k++) {
        assertThat(logits.at(n, k)).isCloseTo(twin.forward(examples[n])[3][k], within(1e-12));
      }
    }
  }

  @Test
  void sumsTheSquaresOfWeightsWithoutBiases() {
    NetworkSpec spec =
        new NetworkSpec(1, List.of(1), 2, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 1);
    network.layers().get(0).weights().set(0, 0, 2);
    network.layers().get(1).weights().set(0, 0, 3);
    network.layers().get(1).weights().set(1, 0, -6);
    network.layers().forEach(layer -> layer.biases().set(0, 0, 100));
    assertThat(network.sumOfSquaredWeights()).isEqualTo(4 + 9 + 36);
  }

  @Test
  void drawsTheSameWeightsInBothPrecisionsUpToRounding() {
    Network single = initial(Precision.FLOAT32, 1);
    Network rounded = initial(Precision.FLOAT64, 1).copy(Precision.FLOAT32);
    for (int p = 0; p < 6; p++) {
      assertThat(single.parameters().get(p).floats())
          .containsExactly(rounded.parameters().get(p).floats());
    }
  }

  @Test
  void drawsOtherWeightsForAnotherSeedAndAnotherLayer() {
    NetworkSpec square =
        new NetworkSpec(5, List.of(5), 5, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Network one = Network.initial(square, new InitialWeights.FanIn(), Precision.FLOAT64, 1);
    Network two = Network.initial(square, new InitialWeights.FanIn(), Precision.FLOAT64, 2);
    double[] first = one.layers().get(0).weights().doubles();
    assertThat(one.layers().get(1).weights().doubles()).isNotEqualTo(first);
    assertThat(two.layers().get(0).weights().doubles()).isNotEqualTo(first);
  }

  @Test
  void givesTheSameLogitsWhenItSeesItsFirstInputsAndTheOthersAreZero() {
    Network network = initial(Precision.FLOAT64, 1);
    Network cut = network.firstInputs(5);
    assertThat(cut.spec().inputs()).isEqualTo(5);
    Matrix inputs = Matrix.zeros(Format.FLOAT64, 12, 1);
    for (int i = 0; i < 5; i++) {
      inputs.set(i, 0, Math.cos(i));
    }
    Matrix first = inputs.rows(0, 5).copy(Format.FLOAT64);
    for (int k = 0; k < 4; k++) {
      assertThat(cut.logits(first).at(0, k))
          .isCloseTo(network.logits(inputs).at(0, k), within(1e-14));
    }
    cut.layers().get(0).weights().set(0, 0, 9);
    assertThat(network.layers().get(0).weights().at(0, 0)).isNotEqualTo(9);
  }

  @Test
  void refusesLayersOfOtherShapes() {
    Network network = initial(Precision.FLOAT64, 1);
    assertThatThrownBy(() -> new Network(SPEC, network.precision(), network.layers().subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid layers: 2, must be 3");
    List<Layer> layers =
        List.of(network.layers().get(0), network.layers().get(0), network.layers().get(2));
    assertThatThrownBy(() -> new Network(SPEC, network.precision(), layers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid weights of layer 2: %s, must be 3 x 7", network.layers().get(0).weights());
    Matrix weights = network.layers().get(0).weights();
    assertThatThrownBy(() -> new Layer(weights, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid biases: %s, must be 7 x 1", weights);
  }

  @Test
  void refusesAnInvalidDescription() {
    assertThatThrownBy(
            () -> new NetworkSpec(0, List.of(), 2, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid inputs: 0, must be positive");
    assertThatThrownBy(
            () -> new NetworkSpec(1, List.of(5, 0), 2, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid hidden: [5, 0], must be positive");
    assertThatThrownBy(
            () -> new NetworkSpec(1, List.of(), 1, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid outputs: 1, must be at least 2 for classes and 1 for a value");
  }

  private static Network initial(Precision precision, long seed) {
    return Network.initial(SPEC, new InitialWeights.FanIn(), precision, seed);
  }
}
