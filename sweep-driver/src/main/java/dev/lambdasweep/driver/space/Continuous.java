package dev.lambdasweep.driver.space;

/**
 * A dimension of real numbers between two bounds, from which whole numbers are rounded if the
 * hyperparameter has them.
 */
public sealed interface Continuous extends Dimension
    permits LogUniform, Uniform, Gaussian, LogGaussian {
  /** Lowest value. */
  double low();

  /** Highest value. */
  double high();

  /** Number of values on a grid; 0 if there is no grid. */
  int points();

  /**
   * The number at quantile u, before rounding.
   *
   * @param u in [0, 1]
   * @return in [low, high]
   */
  double number(double u);

  @Override
  default Object at(double u) {
    return hyperparameter().kind().nearest(number(u));
  }

  @Override
  default boolean contains(Object value) {
    return Bounds.contain(this, value, low(), high());
  }

  @Override
  default long levels() {
    return Bounds.levels(this, low(), high());
  }

  @Override
  default Object level(long level) {
    return Bounds.level(this, low(), level);
  }

  @Override
  default long levelOf(Object value) {
    return (long) (Bounds.number(value) - Bounds.number(level(0)));
  }

  @Override
  default long gridSize() {
    return points();
  }
}
