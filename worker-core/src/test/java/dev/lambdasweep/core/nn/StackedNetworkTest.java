package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.random.Philox;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackedNetworkTest {
  private static final int INPUTS = 12;
  private static final int CLASSES = 4;
  private static final Examples EXAMPLES = examples(40);
  private static final int[] ALL = IntStream.range(0, 40).toArray();
  private static final Standardizer STANDARDIZER = Standardizer.fit(EXAMPLES, ALL);

  static List<Arguments> shapesAndFirstActivations() {
    return Stream.<List<Integer>>of(List.of(), List.of(5), List.of(7, 3), List.of(6, 5, 4))
        .flatMap(hidden -> Stream.of(Arguments.of(hidden, 0), Arguments.of(hidden, 1)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shapesAndFirstActivations")
  void trainsAsTheNaiveTwinDoes(List<Integer> hidden, int first) {
    double[] rates = {0.1, 0.3, 0.05};
    double[] factors = {0, 0.02, 1.5};
    // three of the four kinds at a time, next to each other
    List<Network> members =
        IntStream.range(0, 3)
            .mapToObj(k -> network(hidden, Precision.FLOAT64, k, activation(k + first), loss(k)))
            .toList();
    List<NaiveNetwork> twins = members.stream().map(NaiveNetwork::new).toList();
    StackedNetwork stack = new StackedNetwork(members, 16);
    double[] losses = new double[3];
    // the last mini-batch is smaller, as at the end of an epoch
    for (int from = 0; from < 40; from += 16) {
      int to = Math.min(40, from + 16);
      stack.gather(EXAMPLES, STANDARDIZER, ALL, from, to);
      stack.update(descent(rates, factors), 0, losses);
      for (int k = 0; k < 3; k++) {
        double expected =
            twins.get(k).update(standardized(from, to), labels(from, to), rates[k], factors[k]);
        assertThat(losses[k]).isCloseTo(expected, within(1e-10));
      }
    }
    for (int k = 0; k < 3; k++) {
      assertEqual(stack.member(k), twins.get(k), 1e-10);
    }
  }

  @ParameterizedTest
  @MethodSource("shapesAndFirstActivations")
  void followsAdamAndMomentumNextToDescentAsTheNaiveTwinsDo(List<Integer> hidden, int first) {
    List<Network> members =
        IntStream.range(0, 4)
            .mapToObj(k -> network(hidden, Precision.FLOAT64, k, activation(k + first), loss(k)))
            .toList();
    List<NaiveNetwork> twins = members.stream().map(NaiveNetwork::new).toList();
    double[] losses = new double[4];
    try (StackedNetwork stack = new StackedNetwork(members, 16)) {
      for (int from = 0; from < 40; from += 16) {
        int to = Math.min(40, from + 16);
        stack.gather(EXAMPLES, STANDARDIZER, ALL, from, to);
        stack.update(
            List.of(
                Steps.adam(0.02, 0.3, 0.9, 0.99, 1e-8),
                Steps.descent(0.1, 0.5),
                Steps.adam(0.1, 0, 0.8, 0.999, 1e-6),
                Steps.momentum(0.05, 0.4, 0.9)),
            from / 16,
            losses);
        double[][] x = standardized(from, to);
        double[] y = labels(from, to);
        assertThat(losses[0])
            .isCloseTo(twins.get(0).updateByAdam(x, y, 0.02, 0.3, 0.9, 0.99, 1e-8), within(1e-10));
        assertThat(losses[1]).isCloseTo(twins.get(1).update(x, y, 0.1, 0.5), within(1e-10));
        assertThat(losses[2])
            .isCloseTo(twins.get(2).updateByAdam(x, y, 0.1, 0, 0.8, 0.999, 1e-6), within(1e-10));
        assertThat(losses[3])
            .isCloseTo(twins.get(3).updateWithMomentum(x, y, 0.05, 0.4, 0.9), within(1e-10));
      }
      for (int k = 0; k < 4; k++) {
        assertEqual(stack.member(k), twins.get(k), 1e-10);
      }
    }
  }

  @Test
  void foldsAScaleBackBeforeItGetsSmall() {
    // decay of 0.5 per update: without folding, the final scale would be 2^-60
    Network network = network(List.of(5), Precision.FLOAT64, 1);
    NaiveNetwork twin = new NaiveNetwork(network);
    StackedNetwork stack = new StackedNetwork(List.of(network), 40);
    stack.gather(EXAMPLES, STANDARDIZER, ALL, 0, 40);
    for (int update = 0; update < 60; update++) {
      stack.update(descent(new double[] {0.5}, new double[] {1}), 0, new double[1]);
      twin.update(standardized(0, 40), labels(0, 40), 0.5, 1);
    }
    assertEqual(stack.member(0), twin, 1e-10);
  }

  @Test
  void survivesADecayOfZeroAndBelow() {
    Network network = network(List.of(5), Precision.FLOAT64, 1);
    NaiveNetwork twin = new NaiveNetwork(network);
    StackedNetwork stack = new StackedNetwork(List.of(network), 40);
    stack.gather(EXAMPLES, STANDARDIZER, ALL, 0, 40);
    for (double factor : new double[] {10, 30, 5}) {
      stack.update(descent(new double[] {0.1}, new double[] {factor}), 0, new double[1]);
      twin.update(standardized(0, 40), labels(0, 40), 0.1, factor);
    }
    assertEqual(stack.member(0), twin, 1e-10);
  }

  @Test
  void keepsTheMembersThatStayAndTheirDescriptions() {
    List<Network> members =
        IntStream.range(0, 3)
            .mapToObj(k -> network(List.of(5), Precision.FLOAT32, k, activation(k), loss(k)))
            .toList();
    try (StackedNetwork stack = new StackedNetwork(members, 40)) {
      stack.keep(List.of(2, 1));
      assertThat(stack.members()).isEqualTo(2);
      assertThat(stack.loss(0)).isEqualTo(Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
      assertThat(stack.loss(1)).isEqualTo(Loss.SOFTMAX_CROSS_ENTROPY);
      assertThat(stack.member(0).spec()).isEqualTo(members.get(2).spec());
      assertEqual(stack.member(0), new NaiveNetwork(members.get(2)), 0);
      assertEqual(stack.member(1), new NaiveNetwork(members.get(1)), 0);
    }
  }

  @Test
  void sumsTheSquaresOfTheWeightsThatItHasNow() {
    List<Network> members =
        List.of(
            network(List.of(5), Precision.FLOAT64, 1), network(List.of(5), Precision.FLOAT64, 2));
    try (StackedNetwork stack = new StackedNetwork(members, 40)) {
      assertSumsOfSquares(stack, members);
      stack.gather(EXAMPLES, STANDARDIZER, ALL, 0, 40);
      stack.update(descent(new double[] {0.1, 0.2}, new double[] {0, 0.5}), 0, new double[2]);
      List<Network> updated = List.of(stack.member(0), stack.member(1));
      assertThat(updated.get(1).sumOfSquaredWeights())
          .isNotCloseTo(members.get(1).sumOfSquaredWeights(), within(1e-3));
      assertSumsOfSquares(stack, updated);
      stack.keep(List.of(1));
      assertSumsOfSquares(stack, updated.subList(1, 2));
    }
  }

  private static void assertSumsOfSquares(StackedNetwork stack, List<Network> members) {
    for (int k = 0; k < members.size(); k++) {
      assertThat(stack.sumOfSquaredWeights(k))
          .isCloseTo(members.get(k).sumOfSquaredWeights(), within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 64, 500})
  void everyMemberHasTheBitsItHasAloneOnTables(int inputs) {
    Philox random = new Philox(6, 0);
    float[] features = new float[100 * inputs];
    int[] classes = new int[100];
    for (int i = 0; i < 100; i++) {
      classes[i] = random.nextInt(CLASSES);
      for (int d = 0; d < inputs; d++) {
        features[i * inputs + d] = (float) (100 + random.nextGaussian());
      }
    }
    Examples table = new Examples(new float[][] {features}, classes, CLASSES, List.of(inputs));
    List<Network> members =
        IntStream.range(0, 5)
            .mapToObj(
                k ->
                    Network.initial(
                        new NetworkSpec(inputs, List.of(50), CLASSES, activation(k), loss(k)),
                        new InitialWeights.He(),
                        Precision.FLOAT32,
                        k))
            .toList();
    List<Network> together = trained(members, table);
    for (int k = 0; k < 5; k++) {
      assertEqual(
          together.get(k), new NaiveNetwork(trained(members.subList(k, k + 1), table).get(0)), 0);
    }
  }

  static List<Arguments> widthsBatchesAndPrecisions() {
    return Stream.of(Precision.values())
        .flatMap(
            precision ->
                Stream.of(1, 7, 33, 50, 100, 500)
                    .flatMap(
                        width ->
                            Stream.of(1, 64, 100)
                                .map(batch -> Arguments.of(width, batch, precision))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("widthsBatchesAndPrecisions")
  void everyMemberHasTheBitsItHasAlone(int width, int batch, Precision precision) {
    for (List<Integer> hidden :
        List.of(List.of(width), List.of(width, width), List.of(width, 7, width))) {
      List<Network> members =
          IntStream.range(0, 5)
              .mapToObj(k -> network(hidden, precision, k, activation(k), loss(k)))
              .toList();
      List<Network> together = trainedBySteps(members, List.of(0, 1, 2, 3, 4), batch);
      for (int k = 0; k < 5; k++) {
        Network alone = trainedBySteps(members.subList(k, k + 1), List.of(k), batch).get(0);
        assertThat(numbers(together.get(k)))
            .as("member %s of %s", k, hidden)
            .isEqualTo(numbers(alone));
      }
    }
  }

  /** All weights and biases. */
  private static double[] numbers(Network network) {
    return network.layers().stream()
        .flatMap(layer -> Stream.of(layer.weights(), layer.biases()))
        .flatMapToDouble(
            matrix ->
                IntStream.range(0, matrix.rows() * matrix.columns())
                    .mapToDouble(i -> matrix.at(i % matrix.rows(), i / matrix.rows())))
        .toArray();
  }

  /** The members after three updates, by descent, Adam or momentum, as their numbers say. */
  private static List<Network> trainedBySteps(
      List<Network> members, List<Integer> numbers, int batch) {
    Examples pool = examples(120);
    int[] all = IntStream.range(0, 120).toArray();
    Standardizer standardizer = Standardizer.fit(pool, all);
    try (StackedNetwork stack = new StackedNetwork(members, batch)) {
      for (int update = 0; update < 3; update++) {
        List<Step> steps =
            numbers.stream()
                .<Step>map(
                    k ->
                        switch (k % 3) {
                          case 0 -> Steps.descent(0.1 + 0.01 * k, 0.1);
                          case 1 -> Steps.adam(0.01, 0.1 * k, 0.9, 0.99, 1e-8);
                          default -> Steps.momentum(0.05, 0.1, 0.9);
                        })
                .toList();
        stack.gather(pool, standardizer, all, update * 10, update * 10 + batch);
        stack.update(steps, update, new double[members.size()]);
      }
      return IntStream.range(0, members.size()).mapToObj(stack::member).toList();
    }
  }

  /** The members after ten updates with mini-batches of 60 and 40 rows. */
  private static List<Network> trained(List<Network> members, Examples table) {
    int[] all = IntStream.range(0, 100).toArray();
    Standardizer standardizer = Standardizer.fit(table, all);
    try (StackedNetwork stack = new StackedNetwork(members, 60)) {
      for (int update = 0; update < 10; update++) {
        int from = update % 2 * 60;
        stack.gather(table, standardizer, all, from, Math.min(100, from + 60));
        stack.update(
            Collections.nCopies(members.size(), Steps.descent(0.1, 0.1)),
            update,
            new double[members.size()]);
      }
      return IntStream.range(0, members.size()).mapToObj(stack::member).toList();
    }
  }

  @Test
  void keepsEachMembersOwnDescription() {
    Network one = network(List.of(5), Precision.FLOAT32, 1);
    Network other =
        network(
            List.of(5),
            Precision.FLOAT32,
            2,
            Activation.SIGMOID,
            Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
    StackedNetwork stack = new StackedNetwork(List.of(one, other), 4);
    assertThat(stack.loss(1)).isEqualTo(Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
    assertThat(stack.member(0).spec()).isEqualTo(one.spec());
    assertThat(stack.member(1).spec()).isEqualTo(other.spec());
  }

  @Test
  void leavesItsSourceNetworksUnchanged() {
    Network network = network(List.of(5), Precision.FLOAT32, 1);
    NaiveNetwork before = new NaiveNetwork(network);
    StackedNetwork stack = new StackedNetwork(List.of(network), 40);
    stack.gather(EXAMPLES, STANDARDIZER, ALL, 0, 40);
    stack.update(descent(new double[] {0.1}, new double[] {1}), 0, new double[1]);
    assertEqual(network, before, 0);
  }

  @Test
  void refusesMembersOfOtherShapes() {
    List<Network> members =
        List.of(
            network(List.of(5), Precision.FLOAT32, 1), network(List.of(6), Precision.FLOAT32, 1));
    assertThatThrownBy(() -> new StackedNetwork(members, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid member: NetworkSpec[inputs=12, hidden=[6]")
        .hasMessageEndingWith("FLOAT32, the first");
  }

  @Test
  void drawsInitialWeightsWithTheirDeviation() {
    NetworkSpec spec =
        new NetworkSpec(3072, List.of(50), 10, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT32, 1);
    // 153,600 weights of variance 1 / 3072: the mean square is within five of its standard errors
    double meanSquare = network.layers().get(0).weights().sumOfSquares() / (3072 * 50);
    assertThat(meanSquare * 3072).isBetween(0.98, 1.02);
    assertThat(network.layers().get(0).biases().sumOfSquares()).isEqualTo(0);
    Network normal =
        Network.initial(spec, new InitialWeights.Normal(2, false), Precision.FLOAT32, 1);
    assertThat(normal.layers().get(1).weights().sumOfSquares() / 500).isBetween(2.7, 5.3);
  }

  private static void assertEqual(Network actual, NaiveNetwork expected, double tolerance) {
    for (int l = 0; l < expected.weights.length; l++) {
      Matrix weights = actual.layers().get(l).weights();
      for (int i = 0; i < expected.weights[l].length; i++) {
        assertThat(actual.layers().get(l).biases().at(i, 0))
            .isCloseTo(expected.biases[l][i], within(tolerance));
        for (int j = 0; j < expected.weights[l][i].length; j++) {
          assertThat(weights.at(i, j)).isCloseTo(expected.weights[l][i][j], within(tolerance));
        }
      }
    }
  }

  private static List<Step> descent(double[] rates, double[] factors) {
    return IntStream.range(0, rates.length)
        .<Step>mapToObj(k -> Steps.descent(rates[k], factors[k]))
        .toList();
  }

  private static Activation activation(int k) {
    return k % 2 == 0 ? Activation.RELU : Activation.SIGMOID;
  }

  private static Loss loss(int k) {
    return k < 2 ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.MULTIPLE_BINARY_CROSS_ENTROPY;
  }

  private static Network network(List<Integer> hidden, Precision precision, long seed) {
    return network(hidden, precision, seed, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
  }

  private static Network network(
      List<Integer> hidden, Precision precision, long seed, Activation activation, Loss loss) {
    NetworkSpec spec = new NetworkSpec(INPUTS, hidden, CLASSES, activation, loss);
    return Network.initial(spec, new InitialWeights.FanIn(), precision, seed);
  }

  private static Examples examples(int size) {
    Philox random = new Philox(3, 0);
    byte[] features = new byte[size * INPUTS];
    byte[] labels = new byte[size];
    random.nextBytes(features);
    for (int i = 0; i < size; i++) {
      labels[i] = (byte) random.nextInt(CLASSES);
    }
    return new Examples(features, labels, CLASSES, List.of(INPUTS));
  }

  private static double[][] standardized(int from, int to) {
    double[] columns = new double[(to - from) * INPUTS];
    STANDARDIZER.apply(EXAMPLES, ALL, from, to, columns);
    double[][] rows = new double[to - from][INPUTS];
    for (int n = 0; n < rows.length; n++) {
      System.arraycopy(columns, n * INPUTS, rows[n], 0, INPUTS);
    }
    return rows;
  }

  private static double[] labels(int from, int to) {
    return IntStream.range(from, to).mapToDouble(EXAMPLES::label).toArray();
  }
}
