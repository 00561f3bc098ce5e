package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.search.numeric.Normal;

/**
 * The part of a standard normal distribution between two bounds. Probabilities are taken from the
 * nearer tail, so they keep their digits on both sides.
 *
 * @param low lower bound, finite
 * @param high upper bound, finite, above low
 */
record NormalRange(double low, double high) {
  /** Standard deviations from the mean to the bounds that a file does not set. */
  static final double USUAL = 4;

  /**
   * The value at quantile u.
   *
   * @param u in [0, 1]
   */
  double at(double u) {
    if (u <= 0 || u >= 1) {
      return u <= 0 ? low : high; // without rounding
    }
    double below = Normal.cumulative(low) + u * mass();
    double above = Normal.cumulative(-high) + (1 - u) * mass();
    double value = below <= above ? Normal.quantile(below) : -Normal.quantile(above);
    return Math.min(high, Math.max(low, value));
  }

  /** The quantile of a value between the bounds: the distribution function. */
  double quantile(double value) {
    return value > 0
        ? 1 - (Normal.cumulative(-value) - Normal.cumulative(-high)) / mass()
        : (Normal.cumulative(value) - Normal.cumulative(low)) / mass();
  }

  /** Probability of the part. */
  private double mass() {
    return low > 0
        ? Normal.cumulative(-low) - Normal.cumulative(-high)
        : Normal.cumulative(high) - Normal.cumulative(low);
  }
}
