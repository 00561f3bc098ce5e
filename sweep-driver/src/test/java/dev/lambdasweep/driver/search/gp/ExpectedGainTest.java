package dev.lambdasweep.driver.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.search.gp.GaussianProcess.Belief;
import dev.lambdasweep.driver.search.numeric.Cholesky;
import dev.lambdasweep.driver.search.numeric.Normal;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ExpectedGainTest {
  private static final SearchSpace LINE = new SearchSpaces("x").uniform("x", 0, 1).build();
  private static final boolean[] NUMBERS = {false, false};
  private static final List<double[]> PLACES =
      List.of(
          new double[] {0.1, 0.2},
          new double[] {0.4, 0.9},
          new double[] {0.8, 0.3},
          new double[] {0.6, 0.5});
  private static final List<double[]> ASKED =
      List.of(new double[] {0.45, 0.7}, new double[] {0.6, 0.5}, new double[] {0.9, 0.9});

  private final Kernel kernel = new Kernel(NUMBERS, new double[] {3, 0.5}, 1.4);
  private final GaussianProcess process =
      new GaussianProcess(
          kernel,
          PLACES,
          new double[] {-1.1, 0.7, -0.3, 0.9},
          new double[] {0.01, 0.02, 0.01, 0.05});

  @Test
  void covariancesAreThoseOfTheFormula() {
    double[][] covariances = process.covariances(ASKED);

    double[][] inverse = inverse();
    for (int i = 0; i < ASKED.size(); i++) {
      for (int j = 0; j <= i; j++) {
        double expected = kernel.covariance(ASKED.get(i), ASKED.get(j));
        for (int a = 0; a < PLACES.size(); a++) {
          for (int b = 0; b < PLACES.size(); b++) {
            expected -=
                kernel.covariance(ASKED.get(i), PLACES.get(a))
                    * inverse[Math.max(a, b)][Math.min(a, b)]
                    * kernel.covariance(ASKED.get(j), PLACES.get(b));
          }
        }
        assertThat(covariances[i][j]).isCloseTo(expected, within(1e-12));
      }
      assertThat(covariances[i][i]).isCloseTo(process.at(ASKED.get(i)).variance(), within(1e-12));
    }
  }

  private double[][] inverse() {
    double[] noises = {0.01, 0.02, 0.01, 0.05};
    double[][] covariances = new double[PLACES.size()][];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        covariances[i][j] =
            kernel.covariance(PLACES.get(i), PLACES.get(j)) + (i == j ? noises[i] : 0);
      }
    }
    return Cholesky.factor(covariances).orElseThrow().inverse();
  }

  @Test
  void oneAgainstOneIsTheClosedForm() {
    // the difference of two normal variables is normal, and its positive part has these moments
    Belief before = process.at(ASKED.get(1));
    for (int next : new int[] {0, 2}) {
      Belief after = process.at(ASKED.get(next));
      double[][] covariances = process.covariances(List.of(ASKED.get(1), ASKED.get(next)));
      double mean = after.mean() - before.mean();
      double s = Math.sqrt(before.variance() + after.variance() - 2 * covariances[1][0]);
      double z = mean / s;
      double expected = mean * Normal.cumulative(z) + s * Normal.density(z);
      double square = (mean * mean + s * s) * Normal.cumulative(z) + mean * s * Normal.density(z);
      double deviation = Math.sqrt(square - expected * expected);

      ExpectedGain gain =
          ExpectedGain.of(
              process, List.of(ASKED.get(1)), List.of(ASKED.get(next)), new Philox(1, 2));

      // four standard errors of 2,000 draws
      assertThat(gain.mean()).isCloseTo(expected, within(4 * deviation / Math.sqrt(2000)));
      assertThat(gain.deviation()).isCloseTo(deviation, within(0.1 * deviation));
      assertThat(expected).isGreaterThan(0.02);
    }
  }

  @Test
  void moreRivalsLeaveLessToGain() {
    List<double[]> next = List.of(ASKED.get(0), ASKED.get(2));
    double overOne = ExpectedGain.of(process, PLACES.subList(0, 1), next, new Philox(1, 2)).mean();
    double overAll = ExpectedGain.of(process, PLACES, next, new Philox(1, 2)).mean();
    double ofOne = ExpectedGain.of(process, PLACES, List.of(ASKED.get(0)), new Philox(1, 2)).mean();

    assertThat(overAll).isLessThan(overOne);
    assertThat(ofOne).isLessThan(overAll);
  }

  @Test
  void expectsMoreOnTheSlopeThanAroundTheTop() {
    // the best of the first ten points, up to x = 0.45, is on the slope of a hill at x = 0.7
    List<Observation> slope = history(10, 0, x -> 1 - (x - 0.7) * (x - 0.7));
    List<Observation> top = history(20, 0, x -> 1 - (x - 0.7) * (x - 0.7));
    List<Point> next = List.of(point(0.67), point(0.72));
    double onSlope = gain(slope, Goal.MAXIMIZE, next).mean();
    double aroundTop = gain(top, Goal.MAXIMIZE, next).mean();

    assertThat(onSlope).isBetween(0.03, 0.09); // in truth from 0.9375 to 0.9996
    assertThat(aroundTop).isLessThan(0.001);
  }

  @Test
  void isTheSameForANegatedObjectiveAndInUnitsOfTheObjective() {
    DoubleUnaryOperator hill = x -> Math.sin(5 * x);
    List<Point> next = List.of(point(0.61), point(0.97));
    ExpectedGain gain = gain(history(12, 0, hill), Goal.MAXIMIZE, next);
    ExpectedGain negated = gain(history(12, 0, x -> -hill.applyAsDouble(x)), Goal.MINIMIZE, next);
    ExpectedGain scaled = gain(history(12, 3, x -> 8 * hill.applyAsDouble(x)), Goal.MAXIMIZE, next);

    assertThat(negated).isEqualTo(gain);
    assertThat(gain(history(12, 0, hill), Goal.MAXIMIZE, next)).isEqualTo(gain);
    assertThat(scaled.mean()).isCloseTo(8 * gain.mean(), within(1e-6));
    assertThat(scaled.deviation()).isCloseTo(8 * gain.deviation(), within(1e-6));
    assertThat(gain.points()).isEqualTo(2);
  }

  @Test
  void saysNothingWithoutTenDifferentResultsOrNextPoints() {
    List<Point> next = List.of(point(0.77));
    List<Observation> nine = new ArrayList<>(history(9, 0, x -> x));
    assertThat(ExpectedGain.of(LINE, nine, Goal.MAXIMIZE, next, 1)).isEmpty();
    nine.addAll(Observation.pending(List.of(point(0.99))));
    assertThat(ExpectedGain.of(LINE, nine, Goal.MAXIMIZE, next, 1)).isEmpty();
    nine.add(Observation.failed(point(0.98)));
    assertThat(ExpectedGain.of(LINE, nine, Goal.MAXIMIZE, next, 1)).isPresent();
    assertThat(ExpectedGain.of(LINE, nine, Goal.MAXIMIZE, List.of(), 1)).isEmpty();
    assertThat(ExpectedGain.of(LINE, history(12, 0, x -> 4), Goal.MAXIMIZE, next, 1)).isEmpty();
  }

  @Test
  void fiveHundredOfManyResultsSuffice() {
    List<Observation> many = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      double x = i / 600.0;
      many.add(Observation.of(point(x), List.of(x * (1 - x))));
    }

    assertThat(gain(many, Goal.MAXIMIZE, List.of(point(0.5003))).mean()).isBetween(0.0, 1e-3);
  }

  @Test
  void textIsInPointsOfAccuracyAndOtherwiseInTheObjectivesUnits() {
    ExpectedGain gain = new ExpectedGain(10, 0.00123, 0.0021);
    assertThat(gain.text(NetworkMetrics.VALID_ACCURACY))
        .isEqualTo("10 more trials: +0.12 ± 0.21 points");
    assertThat(gain.text(Metric.maximize("auc"))).isEqualTo("10 more trials: +0.0012 ± 0.0021");
    assertThat(gain.text(NetworkMetrics.VALID_LOSS)).isEqualTo("10 more trials: -0.0012 ± 0.0021");
    assertThat(new ExpectedGain(1, 1234.5, 98.7).text(NetworkMetrics.VALID_RMSE))
        .isEqualTo("1 more trial: -1234 ± 99");
    assertThat(new ExpectedGain(10, 0, 0).text(NetworkMetrics.VALID_RMSE))
        .isEqualTo("10 more trials: -0 ± 0");
    assertThat(new ExpectedGain(10, 0, 0).text(NetworkMetrics.VALID_ACCURACY))
        .isEqualTo("10 more trials: +0.00 ± 0.00 points");
  }

  /** Points at 0, 0.05, 0.1, … with the function's values plus an offset. */
  private static List<Observation> history(int n, double offset, DoubleUnaryOperator function) {
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = 0.05 * i;
      history.add(Observation.of(point(x), List.of(offset + function.applyAsDouble(x))));
    }
    return history;
  }

  private static ExpectedGain gain(List<Observation> history, Goal goal, List<Point> next) {
    return ExpectedGain.of(LINE, history, goal, next, 7).orElseThrow();
  }

  private static Point point(double x) {
    return SearchSpaces.point(LINE, Map.of("x", x));
  }
}
