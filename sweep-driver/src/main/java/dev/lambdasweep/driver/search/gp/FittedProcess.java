package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.numeric.Lbfgs;
import java.util.Arrays;
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
 */
record FittedProcess(GaussianProcess process, double noise, double mean, double deviation) {
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
    double mean = sum(values) / n;
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] -= mean;
      squares[i] = values[i] * values[i];
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(sum(squares) / n));
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] /= deviation;
      errors[i] = outcomes.get(i).variance() / (deviation * deviation);
    }
    double[] found = fit(new Posterior(isChoice, places, values, errors), isChoice.length);
    Kernel kernel =
        new Kernel(isChoice, Arrays.copyOf(found, isChoice.length), found[isChoice.length]);
    double noise = found[isChoice.length + 1] + Posterior.LEAST_NOISE;
    double[] noises = new double[n];
    for (int i = 0; i < n; i++) {
      noises[i] = noise + errors[i];
    }
    GaussianProcess process = new GaussianProcess(kernel, places, values, noises);
    return new FittedProcess(process, noise, mean, deviation);
  }

  /** Weights, scale, and noise above the least. */
  private static double[] fit(Posterior posterior, int axes) {
    double[] start = new double[axes + 2]; // logarithms of 1
    start[axes + 1] = StrictMath.log(1 - 0.99 * Posterior.LEAST_NOISE);
    double[] found =
        Lbfgs.unbounded(start.length, GRADIENT_TOLERANCE, MOST_STEPS).minimum(posterior, start);
    return Arrays.stream(found).map(StrictMath::exp).toArray();
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }
}
