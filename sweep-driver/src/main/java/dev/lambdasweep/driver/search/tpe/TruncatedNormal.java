package dev.lambdasweep.driver.search.tpe;

import dev.lambdasweep.driver.search.numeric.Normal;

/**
 * A normal distribution restricted to [0, 1].
 *
 * @param mean mean of the normal distribution, in [0, 1]
 * @param deviation standard deviation of the normal distribution, above 0
 * @param logMass logarithm of its probability of [0, 1]
 */
record TruncatedNormal(double mean, double deviation, double logMass) {

  /** The distribution with that mean and standard deviation. */
  static TruncatedNormal of(double mean, double deviation) {
    return new TruncatedNormal(
        mean, deviation, Normal.logMass(-mean / deviation, (1 - mean) / deviation));
  }

  /**
   * Logarithm of the density at x in [0, 1], per standard deviation rather than per unit of x: a
   * narrow distribution is as high as a wide one.
   */
  double logDensity(double x) {
    return Normal.logDensity((x - mean) / deviation) - logMass;
  }

  /** Logarithm of the probability of the part of an interval that is in [0, 1]. */
  double logMass(double low, double high) {
    return Normal.logMass(
            (Math.max(0, low) - mean) / deviation, (Math.min(1, high) - mean) / deviation)
        - logMass;
  }

  /**
   * The value below which a share of the distribution lies.
   *
   * @param share in [0, 1)
   */
  double quantile(double share) {
    double below = Normal.cumulative(-mean / deviation);
    double within = below + share * (Normal.cumulative((1 - mean) / deviation) - below);
    return Math.max(0, Math.min(1, mean + deviation * Normal.quantile(within)));
  }
}
