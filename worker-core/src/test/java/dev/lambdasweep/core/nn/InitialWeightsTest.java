package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitialWeightsTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          300, List.of(200), 100, Activation.SIGMOID, Loss.MULTIPLE_BINARY_CROSS_ENTROPY);

  @Test
  void haveTheDeviationsOfTheirDefinitions() {
    assertThat(new InitialWeights.FanIn().deviation(25, 7)).isEqualTo(0.2);
    assertThat(new InitialWeights.He().deviation(50, 7)).isEqualTo(0.2);
    assertThat(new InitialWeights.Xavier().deviation(30, 20)).isEqualTo(0.2);
    assertThat(new InitialWeights.Normal(2, false).deviation(30, 20)).isEqualTo(2);
  }

  static List<Arguments> variances() {
    return List.of(
        Arguments.of(new InitialWeights.FanIn(), 1.0 / 300, 1.0 / 200),
        Arguments.of(new InitialWeights.He(), 2.0 / 300, 2.0 / 200),
        Arguments.of(new InitialWeights.Xavier(), 2.0 / 500, 2.0 / 300),
        Arguments.of(new InitialWeights.Normal(0.01, false), 1e-4, 1e-4));
  }

  @ParameterizedTest
  @MethodSource("variances")
  void areDrawnWithTheirVarianceAndMeanZero(
      InitialWeights distribution, double first, double second) {
    Network network = Network.initial(SPEC, distribution, Precision.FLOAT64, 1);
    assertDrawn(network.layers().get(0).weights(), first);
    assertDrawn(network.layers().get(1).weights(), second);
    network.layers().forEach(layer -> assertThat(layer.biases().sumOfSquares()).isEqualTo(0));
  }

  @Test
  void drawBiasesAfterTheWeightsOnRequest() {
    Network without =
        Network.initial(SPEC, new InitialWeights.Normal(2, false), Precision.FLOAT64, 1);
    Network with = Network.initial(SPEC, new InitialWeights.Normal(2, true), Precision.FLOAT64, 1);
    for (int l = 0; l < 2; l++) {
      assertThat(with.layers().get(l).weights().doubles())
          .containsExactly(without.layers().get(l).weights().doubles());
      // 200 and 100 biases of variance 4: within five standard errors of the mean square
      assertThat(with.layers().get(l).biases().sumOfSquares() / SPEC.fanOut(l)).isBetween(1.2, 6.8);
    }
    assertThat(with.layers().get(0).biases().doubles())
        .doesNotContain(with.layers().get(0).weights().doubles());
  }

  @Test
  void refuseADeviationThatIsNotPositive() {
    assertThatThrownBy(() -> new InitialWeights.Normal(0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid sd: 0.0, must be positive");
  }

  /** Mean and mean square within five of their standard errors. */
  private static void assertDrawn(Matrix weights, double variance) {
    double[] numbers = weights.doubles();
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    double n = numbers.length;
    assertThat(Math.abs(sum / n)).isLessThan(5 * Math.sqrt(variance / n));
    assertThat(Math.abs(weights.sumOfSquares() / n / variance - 1))
        .isLessThan(5 * Math.sqrt(2 / n));
  }
}
