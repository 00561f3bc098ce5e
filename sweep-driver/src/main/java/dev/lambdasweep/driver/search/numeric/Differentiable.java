package dev.lambdasweep.driver.search.numeric;

/** A function of several variables with its gradient. */
@FunctionalInterface
public interface Differentiable {
  /**
   * The value at x.
   *
   * @param x [d] variables, not changed
   * @param gradient [d], overwritten with the gradient at x, if the value is finite
   * @return value; positive infinity or NaN where the function is not defined
   */
  double at(double[] x, double[] gradient);
}
