package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.Outcomes;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.numeric.Cholesky;
import dev.lambdasweep.driver.search.numeric.Normal;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much better the best point of a search is expected to become with its next points.
 *
 * <p>The gain is max(0, max f(next points) − max f(observed points)), where f is the objective
 * without the noise of single trainings. Its mean and standard deviation are those over joint draws
 * of f at all these places, given the results.
 *
 * <p>Source: Letham et al., Constrained Bayesian optimization with noisy experiments, 2019,
 * equation 3, https://arxiv.org/abs/1706.07094. Departs from it in that the points are given rather
 * than searched for, so that plain draws do.
 *
 * @param points number of next points
 * @param mean mean gain, in units of the objective, at least 0; better is positive, whatever the
 *     goal
 * @param deviation standard deviation of the gain, in the same units
 */
public record ExpectedGain(int points, double mean, double deviation) {
  private static final int DRAWS = 2000;

  /** Variance added to each place, relative to that of the function, against rounding. */
  private static final double LEAST_VARIANCE = 1e-9;

  /**
   * The expected gain of some points.
   *
   * @param history every point proposed so far, in the order of proposal
   * @param goal which values of the history's metrics are better
   * @param next points of the space that are trained next, not in the history
   * @param seed seed of the sweep
   * @return the gain; empty if there are no next points, or if fewer than ten points have results,
   *     or if all results are the same, so that nothing can be expected from them
   */
  public static Optional<ExpectedGain> of(
      SearchSpace space, List<Observation> history, Goal goal, List<Point> next, long seed) {
    Cube cube = new Cube(space);
    Outcomes outcomes = Outcomes.of(cube, history, goal);
    if (next.isEmpty() || !outcomes.teach(GpSampler.FIRST)) {
      return Optional.empty();
    }
    List<Outcome> observed = Subset.of(outcomes.observed(), Subset.MOST);
    FittedProcess fitted = FittedProcess.of(cube.choices(), observed);
    ExpectedGain standardized =
        of(
            fitted.process(),
            observed.stream().map(outcome -> outcome.place().x()).toList(),
            next.stream().map(cube::coordinates).toList(),
            Seeds.generator(seed, Stream.GAIN, history.size()));
    return Optional.of(
        new ExpectedGain(
            next.size(),
            standardized.mean * fitted.deviation(),
            standardized.deviation * fitted.deviation()));
  }

  /** The gain in units of the process. */
  static ExpectedGain of(
      GaussianProcess process, List<double[]> observed, List<double[]> next, Philox random) {
    List<double[]> places = new ArrayList<>(observed);
    places.addAll(next);
    double[] means =
        places.stream().mapToDouble(place -> process.mean(process.covariances(place))).toArray();
    Cholesky factor = factor(process, places);
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double gain = gain(draw(means, factor, random), observed.size());
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / DRAWS;
    double variance = Math.max(0, squares / DRAWS - mean * mean);
    return new ExpectedGain(next.size(), mean, Math.sqrt(variance));
  }

  /** Factor of the covariances; what is added to the diagonal grows until there is one. */
  private static Cholesky factor(GaussianProcess process, List<double[]> places) {
    double scale = process.kernel().scale();
    for (double added = LEAST_VARIANCE * scale; added < scale; added *= 10) {
      double[][] covariances = process.covariances(places);
      for (int i = 0; i < covariances.length; i++) {
        covariances[i][i] += added;
      }
      Optional<Cholesky> factor = Cholesky.factor(covariances);
      if (factor.isPresent()) {
        return factor.get();
      }
    }
    throw new IllegalArgumentException("Invalid process: its covariances are not finite");
  }

  /** [places] means + L z with standard normal z. */
  private static double[] draw(double[] means, Cholesky factor, Philox random) {
    double[] z = new double[means.length];
    double[] values = new double[means.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = Normal.quantile(((random.nextLong() >>> 11) + 0.5) * 0x1p-53);
      double[] row = factor.row(i);
      values[i] = means[i];
      for (int j = 0; j <= i; j++) {
        values[i] += row[j] * z[j];
      }
    }
    return values;
  }

  private static double gain(double[] values, int observed) {
    double before = Double.NEGATIVE_INFINITY;
    double after = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      before = i < observed ? Math.max(before, values[i]) : before;
      after = Math.max(after, values[i]);
    }
    return after - before;
  }

  /**
   * The gain for people: {@code 10 more trials: +0.12 ± 0.21 points}. Accuracies are in points, of
   * which 100 are the accuracy 1; other objectives change by their own units, down if lower values
   * are better.
   *
   * @param objective metric that ranks points
   */
  public String text(Metric objective) {
    boolean isAccuracy = objective.equals(NetworkMetrics.VALID_ACCURACY);
    double unit = isAccuracy ? 0.01 : 1;
    int decimals = isAccuracy ? 2 : decimals(Math.max(mean, deviation));
    return "%d more %s: %s%s ± %s%s"
        .formatted(
            points,
            points == 1 ? "trial" : "trials",
            objective.goal() == Goal.MAXIMIZE ? "+" : "-",
            rounded(mean / unit, decimals),
            rounded(deviation / unit, decimals),
            isAccuracy ? " points" : "");
  }

  /** Decimals with which a number has two significant digits. */
  private static int decimals(double number) {
    BigDecimal decimal = new BigDecimal(number);
    return number == 0 ? 0 : Math.max(0, 2 - decimal.precision() + decimal.scale());
  }

  private static String rounded(double number, int decimals) {
    return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
