package dev.lambdasweep.driver.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class DimensionTest {
  private static final double LARGEST_SHARE = Math.nextDown(1.0);

  @Test
  void spreadsLogUniformValuesEvenlyOverDecades() {
    LogUniform dimension = new LogUniform(Settings.LAMBDA, 1e-5, 1e-1, 0);

    assertThat(dimension.at(0)).isEqualTo(1e-5);
    assertThat((Double) dimension.at(0.25)).isCloseTo(1e-4, within(1e-16));
    assertThat((Double) dimension.at(0.5)).isCloseTo(1e-3, within(1e-15));
    for (double u = 0; u < 1; u += 0.01) {
      double formula = Math.pow(1e-5, 1 - u) * Math.pow(1e-1, u);
      assertThat((Double) dimension.at(u)).isCloseTo(formula, within(1e-12 * formula));
    }
    assertThat((Double) dimension.at(LARGEST_SHARE)).isBetween(0.0999999, 0.1);
  }

  @Test
  void spreadsUniformValuesEvenly() {
    Uniform dimension = new Uniform(Settings.LAMBDA, 2, 4, 0);

    assertThat(dimension.at(0)).isEqualTo(2.0);
    assertThat(dimension.at(0.25)).isEqualTo(2.5);
    assertThat((Double) dimension.at(LARGEST_SHARE)).isBetween(3.999999, 4.0);
  }

  @Test
  void givesEveryIntegerTheSameShare() {
    Integers dimension = new Integers(Settings.BATCH_SIZE, 1, 5);

    assertThat(dimension.at(0)).isEqualTo(1L);
    assertThat(dimension.at(0.2)).isEqualTo(2L);
    assertThat(dimension.at(0.79)).isEqualTo(4L);
    assertThat(dimension.at(LARGEST_SHARE)).isEqualTo(5L);
    assertThat(dimension.grid()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void spreadsIntegersEvenlyOnALogarithmicScale() {
    Integers dimension = new Integers(Settings.BATCH_SIZE, 1, 100, true);
    // scipy.stats.loguniform(0.5, 100.5).cdf at k - 0.5 and k + 0.5
    double[][] expected = {
      {1, 0, 0.2071561616226558},
      {2, 0.2071561616226558, 0.303478291430754},
      {10, 0.5552083144780106, 0.5740802179970582},
      {99, 0.9962096881718906, 0.9981143676428283},
      {100, 0.9981143676428283, 1}
    };
    for (double[] one : expected) {
      assertThat(dimension.at(one[1] + 1e-12)).isEqualTo((long) one[0]);
      assertThat(dimension.at(one[2] - 1e-12)).isEqualTo((long) one[0]);
      assertThat(dimension.quantile((long) one[0])).isCloseTo((one[1] + one[2]) / 2, within(1e-12));
    }
    assertThat(dimension.at(0)).isEqualTo(1L);
    assertThat(dimension.at(1)).isEqualTo(100L);
    assertThat(dimension.grid()).hasSize(100);
    assertThat(new Integers(Settings.HIDDEN, 1, 100, true).at(0.3)).isEqualTo(List.of(2L));
  }

  @Test
  void drawsNormalNumbersLikeScipy() {
    // scipy.stats.truncnorm((0.5 - 0.9) / 0.05, (0.99 - 0.9) / 0.05, loc=0.9, scale=0.05).ppf
    Gaussian dimension = new Gaussian(Settings.MOMENTUM, 0.9, 0.05, 0.5, 0.99, 0);
    assertQuantiles(
        dimension,
        new double[][] {
          {1e-9, 0.5998126073232255},
          {1e-6, 0.6619593129340617},
          {0.001, 0.7449458269593231},
          {0.1, 0.8348850123653515},
          {0.25, 0.8648483224127869},
          {0.5, 0.8977476396192988},
          {0.9, 0.9557705223914917},
          {0.999, 0.9893960427862021},
          {0.999999, 0.9899993894508214}
        });
    assertThat(dimension.at(0)).isEqualTo(0.5);
    assertThat((Double) dimension.at(LARGEST_SHARE)).isBetween(0.9899999, 0.99);
    // truncnorm(3, 10).ppf
    assertQuantiles(
        new Gaussian(Settings.LAMBDA, 0, 1, 3, 10, 0),
        new double[][] {
          {0.001, 3.0003047295511363},
          {0.1, 3.03194726987901},
          {0.5, 3.2051549205989334},
          {0.999, 4.69242948373014}
        });
  }

  @Test
  void drawsLogNormalNumbersLikeScipy() {
    // 0.001 * numpy.exp(numpy.log(3) * scipy.stats.truncnorm(-4, 4).ppf)
    double low = LogGaussian.lowest(1e-3, 3);
    double high = LogGaussian.highest(1e-3, 3);
    assertThat(low).isCloseTo(1e-3 / 81, within(1e-18));
    assertThat(high).isCloseTo(81e-3, within(1e-16));
    assertQuantiles(
        new LogGaussian(Settings.LAMBDA, 1e-3, 3, low, high, 0),
        new double[][] {
          {1e-6, 1.2445939247037853e-05},
          {0.01, 7.773289904030213e-05},
          {0.25, 0.0004766618342424491},
          {0.5, 0.0009999999999999998},
          {0.8, 0.002520710640920352},
          {0.99, 0.012864565870385572}
        });
  }

  private static void assertQuantiles(Dimension dimension, double[][] expected) {
    for (double[] one : expected) {
      assertThat((Double) dimension.at(one[0])).isCloseTo(one[1], within(1e-11 * one[1]));
      assertThat(dimension.quantile(one[1])).isCloseTo(one[0], within(1e-11));
    }
  }

  @Test
  void putsTheGridOfANormalDimensionIntoEquallyLikelyParts() {
    // quartiles of N(0.5, 0.1²), of which the bounds cut off 6e-5
    assertThat(new Gaussian(Settings.FLIP_PROBABILITY, 0.5, 0.1, 0.1, 0.9, 2).grid())
        .satisfiesExactly(
            low -> assertThat((Double) low).isCloseTo(0.43255, within(1e-5)),
            high -> assertThat((Double) high).isCloseTo(0.56745, within(1e-5)));
    assertThat(new LogGaussian(Settings.BATCH_SIZE, 2, 1.5, 1, 8, 20).grid())
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void givesEveryListedValueTheSameShare() {
    Listed dimension = new Listed(Settings.LAMBDA, List.of(0, 0.5, 1, 7));

    assertThat(dimension.at(0.24)).isEqualTo(0.0);
    assertThat(dimension.at(0.25)).isEqualTo(0.5);
    assertThat(dimension.at(LARGEST_SHARE)).isEqualTo(7.0);
  }

  @Test
  void putsGridValuesAtEqualDistancesWithoutNoise() {
    assertThat(new LogUniform(Settings.LAMBDA, 1e-5, 1e-1, 5).grid())
        .containsExactly(1e-5, 1e-4, 1e-3, 1e-2, 1e-1);
    assertThat(new Uniform(Settings.LAMBDA, 0, 0.3, 4).grid()).containsExactly(0.0, 0.1, 0.2, 0.3);
    assertThat(new LogUniform(Settings.BATCH_SIZE, 1, 4, 9).grid()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void hasNoGridWithoutPoints() {
    assertThatThrownBy(() -> new Uniform(Settings.LAMBDA, 0, 1, 0).grid())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot make a grid of training.lambda: it has no points (set points = N)");
  }

  @Test
  void refusesValuesThatAreNotTheHyperparameters() {
    assertThatThrownBy(() -> new Listed(Settings.BATCH_SIZE, List.of(2.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training.batch-size: 2.5, must be a whole number");
  }

  @Test
  void refusesInvalidPartsUnderTheirFullPath() {
    assertThatThrownBy(() -> new Uniform(Settings.LAMBDA, 2, 1, 0))
        .isInstanceOf(InvalidPartException.class)
        .hasMessage("Invalid sweep.space.training.lambda.low: 2.0, must be below high = 1");
    assertThatThrownBy(() -> new LogUniform(Settings.LAMBDA, 0, 1, 0))
        .hasMessage("Invalid sweep.space.training.lambda.low: 0.0, must be above 0");
    assertThatThrownBy(() -> new LogUniform(Settings.LAMBDA, 1, 2, 1))
        .hasMessage("Invalid sweep.space.training.lambda.points: 1, must be at least 2");
    assertThatThrownBy(() -> new Integers(Settings.BATCH_SIZE, 0, 5))
        .hasMessage("Invalid sweep.space.training.batch-size.low: 0.0, must be at least 1");
    assertThatThrownBy(() -> new Integers(Settings.SEED, 0, Long.MAX_VALUE))
        .hasMessage(
            "Invalid sweep.space.sweep.seed.high: 9.223372036854776E18,"
                + " must be at most 9007199254740992");
    assertThatThrownBy(() -> new Gaussian(Settings.LAMBDA, 1, 0, 0, 5, 0))
        .hasMessage("Invalid sweep.space.training.lambda.sd: 0.0, must be above 0");
    assertThatThrownBy(() -> new LogGaussian(Settings.LAMBDA, 1, 1, 0.1, 5, 0))
        .hasMessage("Invalid sweep.space.training.lambda.factor: 1.0, must be above 1");
    assertThatThrownBy(() -> new LogGaussian(Settings.LAMBDA, 0, 2, 0.1, 5, 0))
        .hasMessage("Invalid sweep.space.training.lambda.median: 0.0, must be above 0");
    assertThatThrownBy(() -> new Uniform(Settings.PRECISION, 0, 1, 0))
        .hasMessage(
            "Invalid sweep.space.training.precision.type: uniform,"
                + " must be choice, as its values are not numbers");
    assertThatThrownBy(() -> new Listed(Settings.LAMBDA, List.of(1, 1.0)))
        .hasMessage(
            "Invalid sweep.space.training.lambda.values: [1.0, 1.0],"
                + " must be a list of different values");
  }

  @Test
  void findsTheQuantileOfEachValue() {
    List<Dimension> dimensions =
        List.of(
            new LogUniform(Settings.LAMBDA, 1e-5, 1e-1, 0),
            new Uniform(Settings.LAMBDA, 2, 4, 0),
            new LogUniform(Settings.BATCH_SIZE, 1, 40, 0),
            new Uniform(Settings.BATCH_SIZE, 3, 9, 0),
            new Integers(Settings.BATCH_SIZE, 1, 5),
            new Integers(Settings.BATCH_SIZE, 1, 50, true),
            new Gaussian(Settings.MOMENTUM, 0.9, 0.05, 0.5, 0.99, 0),
            new Gaussian(Settings.BATCH_SIZE, 9.5, 3, 1, 20, 0),
            new LogGaussian(Settings.LAMBDA, 1e-3, 3, 1e-4, 0.1, 0),
            new LogGaussian(Settings.BATCH_SIZE, 9.5, 3, 1, 200, 0),
            new Listed(Settings.LAMBDA, List.of(7, 0, 0.5, 1)));
    for (Dimension dimension : dimensions) {
      for (double u = 0; u <= 1; u += 1 / 64.0) {
        Object value = dimension.at(u);
        Object again = dimension.at(dimension.quantile(value));

        assertThat(dimension.contains(value)).isTrue();
        if (dimension.levels() == 0) {
          assertThat((Double) again).isCloseTo((Double) value, within(1e-12));
          assertThat(dimension.quantile(value))
              .isCloseTo(Math.min(u, LARGEST_SHARE), within(1e-12));
        } else {
          assertThat(again).isEqualTo(value);
        }
      }
    }
  }

  @Test
  void countsItsValues() {
    Listed listed = new Listed(Settings.LAMBDA, List.of(7, 0, 0.5));
    assertThat(listed.levels()).isEqualTo(3);
    assertThat(listed.isOrdered()).isTrue();
    assertThat(listed.level(0)).isEqualTo(0.0);
    assertThat(listed.level(2)).isEqualTo(7.0);
    assertThat(listed.levelOf(7.0)).isEqualTo(2);
    Listed choice = new Listed(Settings.ACTIVATION, List.of("sigmoid", "relu"));
    assertThat(choice.isOrdered()).isFalse();
    assertThat(choice.level(0)).isEqualTo("sigmoid");
    LogUniform whole = new LogUniform(Settings.BATCH_SIZE, 3, 40, 0);
    assertThat(whole.levels()).isEqualTo(38);
    assertThat(whole.level(0)).isEqualTo(3L);
    assertThat(whole.levelOf(40L)).isEqualTo(37);
    assertThat(new Integers(Settings.BATCH_SIZE, 2, 5).levelOf(5L)).isEqualTo(3);
    assertThat(new Uniform(Settings.LAMBDA, 2, 4, 0).levels()).isZero();
  }

  @Test
  void knowsWhatIsNotOneOfItsValues() {
    assertThat(new LogUniform(Settings.LAMBDA, 1e-5, 1e-1, 0).contains(0.2)).isFalse();
    assertThat(new Integers(Settings.BATCH_SIZE, 2, 5).contains(1L)).isFalse();
    assertThat(new Uniform(Settings.LAMBDA, 2, 4, 0).contains("relu")).isFalse();
    Listed listed = new Listed(Settings.LAMBDA, List.of(7, 0));
    assertThat(listed.contains(1.0)).isFalse();
    assertThatThrownBy(() -> listed.quantile(1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid value: 1.0, must be one of [7.0, 0.0]");
  }
}
