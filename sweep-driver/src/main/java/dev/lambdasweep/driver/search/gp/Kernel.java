package dev.lambdasweep.driver.search.gp;

import static dev.lambdasweep.core.Require.require;

/**
 * Matérn kernel of smoothness 5/2 with one length scale per axis.
 *
 * <p>k(x, x′) = σ² (1 + √5 r + 5/3 r²) exp(−√5 r) with r² = Σ θ_j δ_j(x, x′), where δ_j is (x_j −
 * x′_j)² for numbers, and 0 or 1 for choices that are the same or not (Hamming distance).
 *
 * <p>Source: Rasmussen and Williams, Gaussian processes for machine learning, 2006, equation 4.17;
 * Optuna's {@code _gp/gp.py}.
 */
final class Kernel {
  private static final double SQRT_5 = Math.sqrt(5);

  private final boolean[] isChoice;
  private final double[] weights;
  private final double scale;

  /**
   * A kernel.
   *
   * @param isChoice [d] which axes are choices
   * @param weights [d] θ_j, inverse squares of the length scales, above 0
   * @param scale σ², variance of the function, above 0
   */
  Kernel(boolean[] isChoice, double[] weights, double scale) {
    require(
        isChoice.length == weights.length,
        "Invalid weights: %s, must be as many as axes = %s",
        weights.length,
        isChoice.length);
    this.isChoice = isChoice.clone();
    this.weights = weights.clone();
    this.scale = scale;
  }

  /** Whether an axis is one of choices. */
  boolean isChoice(int d) {
    return isChoice[d];
  }

  /** Inverse square of an axis's length scale: θ_d. */
  double weight(int d) {
    return weights[d];
  }

  /** Variance of the function: σ². */
  double scale() {
    return scale;
  }

  /** The share of r² that one axis adds for each unit of its weight: δ_j. */
  static double difference(boolean isChoice, double x, double other) {
    if (isChoice) {
      return x == other ? 0 : 1;
    }
    return (x - other) * (x - other);
  }

  /** r² between two places. */
  double squaredDistance(double[] x, double[] other) {
    double sum = 0;
    for (int d = 0; d < weights.length; d++) {
      sum += weights[d] * difference(isChoice[d], x[d], other[d]);
    }
    return sum;
  }

  /** Covariance of the function's values at two places. */
  double covariance(double[] x, double[] other) {
    return scale * correlation(squaredDistance(x, other));
  }

  /** (1 + √5 r + 5/3 r²) exp(−√5 r) as a function of r². */
  static double correlation(double squaredDistance) {
    double root = SQRT_5 * Math.sqrt(squaredDistance);
    return (1 + root + 5.0 / 3 * squaredDistance) * StrictMath.exp(-root);
  }

  /** Derivative of {@link #correlation}: −5/6 (1 + √5 r) exp(−√5 r). */
  static double slope(double squaredDistance) {
    double root = SQRT_5 * Math.sqrt(squaredDistance);
    return -5.0 / 6 * (1 + root) * StrictMath.exp(-root);
  }
}
