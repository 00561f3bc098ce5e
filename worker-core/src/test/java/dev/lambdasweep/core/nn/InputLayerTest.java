package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.OneDnn;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputLayerTest {
  private static final int INPUTS = 75;
  private static final int EXAMPLES = 120;
  private static final int[] ALL = IntStream.range(0, EXAMPLES).toArray();
  private static final Examples POOL = examples();
  private static final Standardizer STANDARDIZER = Standardizer.fit(POOL, ALL);

  static Stream<Arguments> shapes() {
    return Stream.of(1, 7, 33, 50, 100)
        .flatMap(width -> Stream.of(1, 64, 100).map(batch -> Arguments.of(width, batch)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyNetworkHasTheBitsItHasAlone(int width, int batch) {
    for (int members : new int[] {2, 5, 10}) {
      List<Integer> networks = IntStream.range(0, members).boxed().toList();
      try (InputLayer layer =
          new InputLayer(Precision.FLOAT32, layers(networks, width), EXAMPLES)) {
        assertHaveTheBitsTheyHaveAlone(layer, networks, width, batch, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void networksThatStayKeepTheBitsTheyHaveAlone(int width, int batch) {
    List<Integer> all = IntStream.range(0, 10).boxed().toList();
    List<Integer> some = List.of(1, 2, 5, 8);
    List<Integer> last = List.of(5);
    try (InputLayer layer = new InputLayer(Precision.FLOAT32, layers(all, width), EXAMPLES)) {
      train(layer, all, batch, 0);
      layer.keep(some);
      assertHaveTheBitsTheyHaveAlone(layer, some, width, batch, 1);
      layer.keep(List.of(some.indexOf(5)));
      assertHaveTheBitsTheyHaveAlone(layer, last, width, batch, 2);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void computesWhatPlainLoopsDo(int width, int batch) {
    List<Layer> layers = layers(List.of(0, 1, 2), width);
    try (InputLayer layer = new InputLayer(Precision.FLOAT32, layers, EXAMPLES)) {
      // the second mini-batch has another size
      for (int size : new int[] {batch, Math.max(1, batch / 2)}) {
        layer.gather(POOL, STANDARDIZER, ALL, 3, 3 + size);
        layer.forward();
        for (int k = 0; k < 3; k++) {
          for (int j = 0; j < size; j++) {
            for (int h = 0; h < width; h++) {
              assertThat(layer.outputs(k).at(j, h))
                  .isCloseTo(output(layers.get(k), 3 + j, h), within(2e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void aStepIsTheNaiveOne() {
    List<Layer> layers = layers(List.of(0, 1), 6);
    double[] rates = {0.01, 0.05};
    double[] decays = {1, 0.75};
    try (InputLayer layer = new InputLayer(Precision.FLOAT32, layers, EXAMPLES)) {
      layer.gather(POOL, STANDARDIZER, ALL, 10, 30);
      layer.forward();
      fillGradients(layer, List.of(0, 1));
      double[][][] expected = new double[2][6][INPUTS];
      for (int k = 0; k < 2; k++) {
        for (int h = 0; h < 6; h++) {
          for (int d = 0; d < INPUTS; d++) {
            double gradient = 0;
            for (int j = 0; j < 20; j++) {
              gradient += layer.gradient(k).at(j, h) * standardized(10 + j, d);
            }
            expected[k][h][d] = decays[k] * layers.get(k).weights().at(h, d) - rates[k] * gradient;
          }
        }
      }
      layer.step(List.of(Steps.descent(0.01, 0), Steps.descent(0.05, 5)), 0);
      for (int k = 0; k < 2; k++) {
        Matrix weights = layer.layer(k).weights();
        double sum = 0;
        for (int h = 0; h < 6; h++) {
          for (int d = 0; d < INPUTS; d++) {
            assertThat(weights.at(h, d)).isCloseTo(expected[k][h][d], within(1e-6));
            sum += expected[k][h][d] * expected[k][h][d];
          }
        }
        assertThat(layer.sumOfSquaredWeights(k)).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void gathersTheSameBitsOutsideOfTheHeap() {
    // every other image flipped
    int[] indices = IntStream.range(0, EXAMPLES).map(i -> i % 2 == 0 ? ALL[i] : ~ALL[i]).toArray();
    assertGathersTheSameBits(POOL, indices);
  }

  @Test
  void gathersTheSameBitsOfATable() {
    Philox random = new Philox(8, 0);
    float[] features = new float[EXAMPLES * INPUTS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (50 + 3 * random.nextGaussian());
    }
    assertGathersTheSameBits(
        new Examples(new float[][] {features}, new int[EXAMPLES], 2, List.of(INPUTS)), ALL);
  }

  private static void assertGathersTheSameBits(Examples examples, int[] indices) {
    // the identity as weights: outputs are the standardized inputs
    Matrix identity = Matrix.zeros(Format.FLOAT32, INPUTS, INPUTS);
    for (int d = 0; d < INPUTS; d++) {
      identity.set(d, d, 1);
    }
    Layer layer = new Layer(identity, Matrix.zeros(Format.FLOAT32, INPUTS, 1));
    Standardizer standardizer = Standardizer.fit(examples, ALL);
    float[] expected = new float[INPUTS * EXAMPLES];
    standardizer.apply(examples, indices, 0, EXAMPLES, expected);
    try (InputLayer input = new InputLayer(Precision.FLOAT32, List.of(layer), EXAMPLES)) {
      for (int size : new int[] {EXAMPLES, 1, 2, 7}) {
        input.gather(examples, standardizer, indices, 0, size);
        input.forward();
        for (int j = 0; j < size; j++) {
          for (int d = 0; d < INPUTS; d++) {
            assertThat((float) input.outputs(0).at(j, d)).isEqualTo(expected[j * INPUTS + d]);
          }
        }
      }
    }
  }

  @Test
  void runsOnOneDnnWhereItIsBuiltFor() {
    boolean x86Linux =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assertThat(OneDnn.instance().isPresent()).isEqualTo(x86Linux);
  }

  /** Trains one more round, and each network alone through all rounds so far. */
  private static void assertHaveTheBitsTheyHaveAlone(
      InputLayer layer, List<Integer> networks, int width, int batch, int round) {
    List<List<Double>> together = train(layer, networks, batch, round);
    for (int k = 0; k < networks.size(); k++) {
      List<Integer> one = networks.subList(k, k + 1);
      try (InputLayer alone = new InputLayer(Precision.FLOAT32, layers(one, width), EXAMPLES)) {
        for (int earlier = 0; earlier < round; earlier++) {
          train(alone, one, batch, earlier);
        }
        assertThat(together.get(k))
            .as("%s of %s", one, networks)
            .isEqualTo(train(alone, one, batch, round).get(0));
      }
    }
  }

  /** Outputs, weights and biases of every network in a round of three steps, all in a row. */
  private static List<List<Double>> train(
      InputLayer layer, List<Integer> networks, int batch, int round) {
    List<List<Double>> numbers =
        Stream.<List<Double>>generate(ArrayList::new).limit(networks.size()).toList();
    for (int update = 3 * round; update < 3 * (round + 1); update++) {
      layer.gather(POOL, STANDARDIZER, ALL, update, update + batch);
      layer.forward();
      for (int k = 0; k < networks.size(); k++) {
        add(layer.outputs(k), numbers.get(k));
      }
      fillGradients(layer, networks);
      layer.step(steps(networks), update);
    }
    for (int k = 0; k < networks.size(); k++) {
      add(layer.layer(k).weights(), numbers.get(k));
      add(layer.layer(k).biases(), numbers.get(k));
    }
    return numbers;
  }

  /** A different step for each network, every third by Adam and every fifth with momentum. */
  private static List<Step> steps(List<Integer> networks) {
    return networks.stream()
        .<Step>map(
            k -> {
              if (k % 3 == 2) {
                return Steps.adam(0.01 * k, 0.1, 0.9, 0.99, 1e-8);
              }
              return k % 5 == 3
                  ? Steps.momentum(0.01 * k, 0.1, 0.9)
                  : Steps.descent(0.01 * (1 + k), 10.0 * k / (1 + k));
            })
        .toList();
  }

  private static void add(Matrix matrix, List<Double> numbers) {
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        numbers.add(matrix.at(i, j));
      }
    }
  }

  private static void fillGradients(InputLayer layer, List<Integer> networks) {
    for (int k = 0; k < networks.size(); k++) {
      Philox random = new Philox(100 + networks.get(k), 0);
      Matrix gradient = layer.gradient(k);
      for (int j = 0; j < gradient.columns(); j++) {
        for (int h = 0; h < gradient.rows(); h++) {
          gradient.set(h, j, random.nextGaussian() * 0.1);
        }
      }
    }
  }

  private static double output(Layer layer, int example, int h) {
    double sum = layer.biases().at(h, 0);
    for (int d = 0; d < INPUTS; d++) {
      sum += layer.weights().at(h, d) * standardized(example, d);
    }
    return sum;
  }

  private static double standardized(int example, int d) {
    return (POOL.feature(example, d) - STANDARDIZER.mean()[d]) / STANDARDIZER.deviation()[d];
  }

  private static List<Layer> layers(List<Integer> networks, int width) {
    return networks.stream()
        .map(
            k -> {
              Philox random = new Philox(k, 1);
              Matrix weights = Matrix.zeros(Format.FLOAT32, width, INPUTS);
              Matrix biases = Matrix.zeros(Format.FLOAT32, width, 1);
              for (int h = 0; h < width; h++) {
                biases.set(h, 0, random.nextGaussian() * 0.1);
                for (int d = 0; d < INPUTS; d++) {
                  weights.set(h, d, random.nextGaussian() * 0.1);
                }
              }
              return new Layer(weights, biases);
            })
        .toList();
  }

  private static Examples examples() {
    Philox random = new Philox(3, 0);
    byte[] features = new byte[EXAMPLES * INPUTS];
    random.nextBytes(features);
    return new Examples(features, new byte[EXAMPLES], 2, List.of(3, 5, 5));
  }
}
