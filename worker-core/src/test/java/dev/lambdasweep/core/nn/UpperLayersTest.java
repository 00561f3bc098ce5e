package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.random.Philox;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpperLayersTest {
  private static final int BATCH = 9;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void followAdamAsTheNaiveTwinDoes(Activation activation) {
    // The outputs of the first layer, after its activation, are the examples of the twin of the
    // layers above.
    NetworkSpec spec = new NetworkSpec(6, List.of(6, 5), 4, activation, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.He(), Precision.FLOAT64, 2);
    NetworkSpec upperSpec =
        new NetworkSpec(6, List.of(5), 4, activation, Loss.SOFTMAX_CROSS_ENTROPY);
    NaiveNetwork twin =
        new NaiveNetwork(
            new Network(upperSpec, network.precision(), network.layers().subList(1, 3)));
    UpperLayers upper = new UpperLayers(network, BATCH);
    upper.resize(BATCH);
    Philox random = new Philox(8, 0);
    for (int t = 1; t <= 12; t++) {
      Matrix first = Matrix.zeros(Format.FLOAT64, BATCH, 6);
      double[][] examples = new double[BATCH][6];
      double[] labels = new double[BATCH];
      double[] weights = new double[BATCH];
      Arrays.fill(weights, 1);
      for (int n = 0; n < BATCH; n++) {
        labels[n] = (n + t) % 4;
        for (int i = 0; i < 6; i++) {
          double z = random.nextGaussian();
          first.set(n, i, z);
          examples[n][i] = activation == Activation.RELU ? Math.max(0, z) : 1 / (1 + Math.exp(-z));
        }
      }
      Matrix logits = upper.forward(first);
      double loss = spec.loss().lossAndGradient(logits, labels, weights);
      Matrix firstGradient = Matrix.zeros(Format.FLOAT64, BATCH, 6);
      upper.backward(logits, first, firstGradient, Steps.adam(0.02, 0.1, 0.9, 0.99, 1e-8), t - 1);
      double expected = twin.updateByAdam(examples, labels, 0.02, 0.1, 0.9, 0.99, 1e-8);
      assertThat(loss).isCloseTo(expected, within(1e-10));
    }
    for (int l = 0; l < 2; l++) {
      Layer layer = upper.copies().get(l);
      for (int i = 0; i < layer.weights().rows(); i++) {
        assertThat(layer.biases().at(i, 0)).isCloseTo(twin.biases[l][i], within(1e-9));
        for (int j = 0; j < layer.weights().columns(); j++) {
          assertThat(layer.weights().at(i, j)).isCloseTo(twin.weights[l][i][j], within(1e-9));
        }
      }
    }
  }
}
