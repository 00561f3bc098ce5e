package dev.lambdasweep.driver.search.numeric;

import org.apache.commons.math3.special.Erf;

/**
 * The standard normal distribution, with densities and masses as logarithms, which stay exact in
 * the tails.
 */
public final class Normal {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double LOG_SQRT_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  /** Below it, the logarithm of the distribution function is taken from its asymptotic series. */
  private static final double TAIL = -20;

  /** Below it, the expected improvement is taken from its asymptotic series. */
  private static final double IMPROVEMENT_TAIL = -25;

  /** Below this share, the quantile is improved from its asymptotic form. */
  private static final double FAR_TAIL = 1e-8;

  private static final int NEWTON_STEPS = 5;

  private Normal() {}

  /** Density at x: φ(x). */
  public static double density(double x) {
    return StrictMath.exp(logDensity(x));
  }

  /** Logarithm of the density at x. */
  public static double logDensity(double x) {
    return -0.5 * x * x - LOG_SQRT_2_PI;
  }

  /** Distribution function at x: Φ(x), with its relative precision below 0. */
  public static double cumulative(double x) {
    return 0.5 * Erf.erfc(-x / SQRT_2);
  }

  /** Logarithm of the distribution function at x. */
  public static double logCumulative(double x) {
    if (x > 0) {
      return StrictMath.log1p(-cumulative(-x));
    }
    if (x > TAIL) {
      return StrictMath.log(cumulative(x));
    }
    // Φ(x) = φ(x) / |x| · (1 − 1/x² + 3/x⁴ − 15/x⁶ + …)
    return logDensity(x) - StrictMath.log(-x) + StrictMath.log(series(x, 1));
  }

  /**
   * The value below which a share of the distribution lies, to about 14 digits: that of the inverse
   * error function, improved by Newton's method on the logarithm of the distribution function.
   *
   * @param share in [0, 1]; infinite at the ends
   */
  public static double quantile(double share) {
    if (share > 0.5) {
      return -quantile(1 - share);
    }
    if (share <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double logShare = StrictMath.log(share);
    // closer to −1, the argument has too few digits
    double x =
        share > FAR_TAIL ? SQRT_2 * Erf.erfInv(2 * share - 1) : -StrictMath.sqrt(-2 * logShare);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      double logCumulative = logCumulative(x);
      x -= (logCumulative - logShare) * StrictMath.exp(logCumulative - logDensity(x));
    }
    return x;
  }

  /**
   * Logarithm of the probability of an interval.
   *
   * @param low lower end
   * @param high upper end, above low
   */
  public static double logMass(double low, double high) {
    if (high <= 0) {
      double upper = logCumulative(high);
      return upper + StrictMath.log1p(-StrictMath.exp(logCumulative(low) - upper));
    }
    if (low > 0) {
      return logMass(-high, -low);
    }
    return StrictMath.log1p(-cumulative(low) - cumulative(-high));
  }

  /**
   * Logarithm of the expected improvement of a standard normal variable over −z: log(z Φ(z) +
   * φ(z)). Below −25, where the two terms cancel, the asymptotic series of it.
   *
   * <p>Source: Ament et al., Unexpected improvements to expected improvement for Bayesian
   * optimization, 2023, equation 9, https://arxiv.org/abs/2310.20708. There, the tail is computed
   * with the scaled complementary error function, which is the same up to rounding.
   */
  public static double logImprovement(double z) {
    if (z > IMPROVEMENT_TAIL) {
      return StrictMath.log(z * cumulative(z) + density(z));
    }
    // φ(z) / z² · (1 − 3/z² + 15/z⁴ − 105/z⁶ + …)
    return logDensity(z) - 2 * StrictMath.log(-z) + StrictMath.log(series(z, 3));
  }

  /** 1 − f/x² + f (f + 2)/x⁴ − f (f + 2) (f + 4)/x⁶ + … until a term no longer counts. */
  private static double series(double x, int first) {
    double sum = 1;
    double term = 1;
    for (int factor = first; Math.abs(term) > 1e-17; factor += 2) {
      term *= -factor / (x * x);
      sum += term;
    }
    return sum;
  }
}
