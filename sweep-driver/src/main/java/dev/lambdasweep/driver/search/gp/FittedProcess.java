package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.numeric.Lbfgs;
import java.util.List;

/**
 * A Gaussian process whose kernel is fitted to observed values.
 *
 * <p>The values are standardized to mean 0 and standard deviation 1. The kernel's parameters are
 * those of the largest posterior density ({@link Posterior}), found by L-BFGS from all ones.
 *
 * @param process process of the standardized values
 * @param noise σ_n², variance of the noise besides the known standard errors
 * @param mean mean of the values
 * @param deviation standard deviation of the values
 * @param best largest standardized value
 */
record FittedProcess(
    GaussianProcess process, double noise, double mean, double deviation, double best) {
  private static final double GRADIENT_TOLERANCE = 1e-2;
  private static final int MOST_STEPS = 200;
  private static final double LEAST_DEVIATION = 1e-10;

  /**
   * Fits a process.
   *
   * @param isChoice [d] which axes are choices
   * @param outcomes observed values, at least two different ones
   */
  static FittedProcess of(boolean[] isChoice, List<Outcome> outcomes) {
    int n = outcomes.size();
    List<double[]> places = outcomes.stream().map(outcome -> outcome.place().x()).toList();
    double[] values = outcomes.stream().mapToDouble(Outcome::value).toArray();
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / n));
    double[] errors = new double[n];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      values[i] = (values[i] - mean) / deviation;
      errors[i] = outcomes.get(i).variance() / (deviation * deviation);
      best = Math.max(best, values[i]);
    }
    int axes = isChoice.length;
    double[] start = new double[axes + 2]; // logarithms of 1
    start[axes + 1] = StrictMath.log(1 - 0.99 * Posterior.LEAST_NOISE);
    double[] found =
        Lbfgs.unbounded(start.length, GRADIENT_TOLERANCE, MOST_STEPS)
            .minimum(new Posterior(isChoice, places, values, errors), start);

    double[] weights = new double[axes];
    for (int d = 0; d < axes; d++) {
      weights[d] = StrictMath.exp(found[d]);
    }
    double noise = StrictMath.exp(found[axes + 1]) + Posterior.LEAST_NOISE;
    double[] noises = new double[n];
    for (int i = 0; i < n; i++) {
      noises[i] = noise + errors[i];
    }
    Kernel kernel = new Kernel(isChoice, weights, StrictMath.exp(found[axes]));
    GaussianProcess process = new GaussianProcess(kernel, places, values, noises);
    return new FittedProcess(process, noise, mean, deviation, best);
  }
}
