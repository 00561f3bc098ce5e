package dev.lambdasweep.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.nn.Penalty.Convention;
import dev.lambdasweep.core.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientCheckTest {
  private static final int INPUTS = 12;
  private static final int CLASSES = 4;
  private static final int[] BATCH = IntStream.range(0, 20).toArray();
  private static final Examples EXAMPLES = examples(BATCH.length);
  private static final Standardizer STANDARDIZER = Standardizer.fit(EXAMPLES, BATCH);
  private static final Penalty NONE = new Penalty(0, Convention.LAMBDA);
  private static final GradientCheck ALL_ENTRIES = new GradientCheck(1e-5, 1000, 1);

  static List<Arguments> networksAndPenalties() {
    List<Arguments> cases = new ArrayList<>();
    for (List<Integer> hidden : List.<List<Integer>>of(List.of(), List.of(6), List.of(7, 5))) {
      for (double lambda : new double[] {0, 0.1}) {
        for (Convention convention : Convention.values()) {
          cases.add(Arguments.of(hidden, new Penalty(lambda, convention)));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("networksAndPenalties")
  void findsTrainingsGradientRight(List<Integer> hidden, Penalty penalty) {
    Network network = network(hidden, Precision.FLOAT64);
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
