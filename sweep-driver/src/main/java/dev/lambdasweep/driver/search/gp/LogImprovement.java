package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.gp.GaussianProcess.Belief;
import dev.lambdasweep.driver.search.numeric.Normal;

/**
 * Logarithm of the improvement over the best value that a process expects at a place.
 *
 * <p>With mean μ, standard deviation s and z = (μ − best) / s, it is log(z Φ(z) + φ(z)) + log s.
 * The logarithm keeps its slope where the improvement itself underflows.
 *
 * <p>Source: Ament et al., 2023, https://arxiv.org/abs/2310.20708; Optuna's {@code _gp/acqf.py}.
 *
 * @param process process whose larger values are better
 * @param best value to improve on
 */
record LogImprovement(GaussianProcess process, double best) {
  /** Variance that is added, so that the standard deviation is above 0. */
  private static final double LEAST_VARIANCE = 1e-12;

  /** The logarithm at a place. */
  double at(double[] x) {
    Belief belief = process.at(x);
    return of(belief.mean(), belief.variance());
  }

  /** The logarithm, given mean and variance. */
  double of(double mean, double variance) {
    double deviation = Math.sqrt(variance + LEAST_VARIANCE);
    return Normal.logImprovement((mean - best) / deviation) + StrictMath.log(deviation);
  }

  /**
   * The logarithm at a place with its gradient along the axes of numbers.
   *
   * @param gradient [d] overwritten; 0 on the axes of choices
   */
  double at(double[] x, double[] gradient) {
    double[] ofVariance = new double[x.length];
    Belief belief = process.at(x, gradient, ofVariance);
    double deviation = Math.sqrt(belief.variance() + LEAST_VARIANCE);
    double z = (belief.mean() - best) / deviation;
    double improvement = Normal.logImprovement(z);
    // by the mean: Φ / (zΦ + φ) / s; by s: φ / (zΦ + φ) / s
    double byMean = StrictMath.exp(Normal.logCumulative(z) - improvement) / deviation;
    double byDeviation = StrictMath.exp(Normal.logDensity(z) - improvement) / deviation;
    for (int d = 0; d < x.length; d++) {
      gradient[d] = byMean * gradient[d] + byDeviation * ofVariance[d] / (2 * deviation);
    }
    return improvement + StrictMath.log(deviation);
  }
}
