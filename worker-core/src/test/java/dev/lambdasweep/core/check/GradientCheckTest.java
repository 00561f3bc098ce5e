package dev.lambdasweep.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Penalty.Convention;
import dev.lambdasweep.core.random.Philox;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GradientCheckTest {
  private static final int INPUTS = 12;
  private static final int CLASSES = 4;
  private static final int[] BATCH = IntStream.range(0, 20).toArray();
  private static final Examples EXAMPLES = examples(BATCH.length);
  private static final Standardizer STANDARDIZER = Standardizer.fit(EXAMPLES, BATCH);
  private static final Examples IMAGES = new Synthetic(100, 1, 1).read(List.of("training"));
  private static final Standardizer IMAGE_STANDARDIZER =
      Standardizer.fit(IMAGES, IntStream.range(0, 100).toArray());
  private static final Penalty NONE = new Penalty(0, Convention.LAMBDA);
  private static final GradientCheck ALL_ENTRIES = new GradientCheck(1e-5, 1000, 1);

  static Stream<Arguments> networksAndPenalties() {
    return Stream.<List<Integer>>of(List.of(), List.of(6), List.of(7, 5))
        .flatMap(
            hidden ->
                Stream.of(Activation.values())
                    .flatMap(
                        activation ->
                            losses()
                                .map(
                                    loss ->
                                        new NetworkSpec(
                                            INPUTS, hidden, CLASSES, activation, loss))))
        .flatMap(spec -> penalties().map(penalty -> Arguments.of(spec, penalty)));
  }

  /** Losses of classes. */
  static Stream<Loss> losses() {
    return Stream.of(Loss.values()).filter(loss -> loss.task() == Task.CLASSIFICATION);
  }

  static Stream<Penalty> penalties() {
    return Stream.of(Convention.values())
        .flatMap(convention -> Stream.of(new Penalty(0, convention), new Penalty(0.1, convention)));
  }

  @ParameterizedTest
  @MethodSource("networksAndPenalties")
  void findsTrainingsGradientRight(NetworkSpec spec, Penalty penalty) {
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 5);
    List<ParameterCheck> checks =
        ALL_ENTRIES.check(network, penalty, EXAMPLES, STANDARDIZER, BATCH);
    assertThat(checks)
        .extracting(ParameterCheck::name)
        .containsExactlyElementsOf(network.spec().parameterNames());
    for (int p = 0; p < checks.size(); p++) {
      Matrix parameter = network.parameters().get(p);
      assertThat(checks.get(p).rows()).isEqualTo(parameter.rows());
      assertThat(checks.get(p).columns()).isEqualTo(parameter.columns());
      assertThat(checks.get(p).entries()).isEqualTo(parameter.rows() * parameter.columns());
      assertThat(checks.get(p).relativeError()).isLessThan(1e-6);
      assertThat(checks.get(p).largestAbsoluteError()).isLessThan(1e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void agreesClosestOnOneLayerOfImages(Penalty penalty) {
    NetworkSpec spec = images(List.of(), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    InitialWeights weights = new InitialWeights.Normal(0.01, true);
    assertThat(imageChecks(spec, weights, penalty, 100))
        .allMatch(check -> check.relativeError() < 1e-7);
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void agreesOnTwoLayersOfRectifiers(Penalty penalty) {
    NetworkSpec spec = images(List.of(50), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    assertThat(imageChecks(spec, new InitialWeights.He(), penalty, 100))
        .allMatch(check -> check.relativeError() < 1e-6);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void agreesOnTwoHiddenLayersOfSigmoids(Loss loss) {
    NetworkSpec spec = images(List.of(100, 100), Activation.SIGMOID, loss);
    penalties()
        .forEach(
            penalty ->
                assertThat(imageChecks(spec, new InitialWeights.Xavier(), penalty, 10))
                    .allMatch(check -> check.relativeError() < 1e-6));
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"SQUARED_ERROR", "HUBER"})
  void agreesOnWeightedValues(Loss loss) {
    int size = BATCH.length;
    float[] features = new float[size * INPUTS];
    double[] values = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < INPUTS; k++) {
        features[i * INPUTS + k] = EXAMPLES.feature(i, k);
      }
      values[i] = 1000 + 50 * EXAMPLES.label(i) * EXAMPLES.label(i);
      weights[i] = i % 3;
    }
    Examples examples =
        Examples.ofFloats(
            new float[][] {features}, Targets.values(values).withWeights(weights), List.of(INPUTS));
    NetworkSpec spec = new NetworkSpec(INPUTS, List.of(6), 1, Activation.SIGMOID, loss);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 5);
    penalties()
        .forEach(
            penalty ->
                assertThat(
                        ALL_ENTRIES.check(
                            network, penalty, examples, Standardizer.fit(examples, BATCH), BATCH))
                    .allMatch(check -> check.relativeError() < 1e-6));
  }

  @Test
  void agreesWithLargeWeights() {
    NetworkSpec spec = images(List.of(), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    for (ParameterCheck check : imageChecks(spec, new InitialWeights.Normal(2, true), NONE, 100)) {
      assertThat(check.absoluteDifference().largest()).isLessThan(1e-7);
      assertThat(check.numericalGradient().largest()).isGreaterThan(0.01);
    }
  }

  @Test
  void losesNoDigitsToABatchOfTenThousand() {
    int[] many = IntStream.range(0, 10_000).toArray();
    Examples examples = examples(many.length);
    Network network = network(List.of(), Precision.FLOAT64);
    assertThat(ALL_ENTRIES.check(network, NONE, examples, STANDARDIZER, many))
        .allMatch(check -> check.relativeError() < 1e-8);
  }

  @Test
  void checksSomeDimensionsOfOneImage() {
    int[] one = {3};
    Network network = network(List.of(6), Precision.FLOAT64).firstInputs(5);
    List<ParameterCheck> checks =
        ALL_ENTRIES.check(network, NONE, EXAMPLES.firstInputs(5), STANDARDIZER.firstInputs(5), one);
    assertThat(checks.get(0).columns()).isEqualTo(5);
    assertThat(checks).allMatch(check -> check.relativeError() < 1e-6);
  }

  @Test
  void showsTheErrorWhereTheTwoGradientsDiffer() {
    // All of the first hidden unit's weights are 0, so its input is 0 for every example: training
    // takes ReLU's derivative as 0 there, while central differences find half of the slope.
    Network network = network(List.of(3), Precision.FLOAT64);
    Matrix first = network.layers().get(0).weights();
    for (int j = 0; j < first.columns(); j++) {
      first.set(0, j, 0);
    }
    List<ParameterCheck> checks = ALL_ENTRIES.check(network, NONE, EXAMPLES, STANDARDIZER, BATCH);
    assertThat(checks.get(0).relativeError()).isGreaterThan(0.1);
    assertThat(checks.get(0).largestRelativeError()).isCloseTo(1, within(1e-6));
    assertThat(checks.get(1).largestRelativeError()).isCloseTo(1, within(1e-6));
    // above the kink they agree
    assertThat(checks.get(2).relativeError()).isLessThan(1e-6);
    assertThat(checks.get(3).relativeError()).isLessThan(1e-6);
  }

  @Test
  void leavesTheNetworkAsItWas() {
    Network network = network(List.of(6), Precision.FLOAT64);
    Network before = network.copy(Precision.FLOAT64);
    ALL_ENTRIES.check(network, NONE, EXAMPLES, STANDARDIZER, BATCH);
    for (int p = 0; p < 4; p++) {
      assertThat(network.parameters().get(p).doubles())
          .containsExactly(before.parameters().get(p).doubles());
    }
  }

  @Test
  void looksAtSomeEntriesOfALargeMatrix() {
    GradientCheck check = new GradientCheck(1e-5, 10, 1);
    Network network = network(List.of(6), Precision.FLOAT64);
    assertThat(check.check(network, NONE, EXAMPLES, STANDARDIZER, BATCH))
        .extracting(ParameterCheck::entries)
        .containsExactly(10, 6, 10, 4);
  }

  @Test
  void refusesANetworkInFloat32() {
    Network network = network(List.of(6), Precision.FLOAT32);
    assertThatThrownBy(() -> ALL_ENTRIES.check(network, NONE, EXAMPLES, STANDARDIZER, BATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid precision: FLOAT32, must be FLOAT64");
  }

  @Test
  void refusesNoStepAndNoEntries() {
    assertThatThrownBy(() -> new GradientCheck(0, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid step: 0.0, must be positive");
    assertThatThrownBy(() -> new GradientCheck(1e-5, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid entriesPerMatrix: 0, must be positive");
  }

  private static NetworkSpec images(List<Integer> hidden, Activation activation, Loss loss) {
    return new NetworkSpec(3072, hidden, 10, activation, loss);
  }

  /** Checks of forty entries per matrix, on the given number of synthetic images. */
  private static List<ParameterCheck> imageChecks(
      NetworkSpec spec, InitialWeights weights, Penalty penalty, int size) {
    int[] batch = IntStream.range(0, size).toArray();
    return new GradientCheck(1e-5, 40, 1)
        .check(
            Network.initial(spec, weights, Precision.FLOAT64, 5),
            penalty,
            IMAGES,
            IMAGE_STANDARDIZER,
            batch);
  }

  private static Network network(List<Integer> hidden, Precision precision) {
    NetworkSpec spec =
        new NetworkSpec(INPUTS, hidden, CLASSES, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    return Network.initial(spec, new InitialWeights.FanIn(), precision, 5);
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
}
