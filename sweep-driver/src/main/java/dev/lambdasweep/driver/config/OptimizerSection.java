package dev.lambdasweep.driver.config;

/**
 * All that a file says of the optimizer; plain gradient descent ignores the numbers.
 *
 * @param name which one
 * @param beta1 decay of Adam's first moment, in [0, 1)
 * @param beta2 decay of Adam's second moment, in [0, 1)
 * @param epsilon added to the root of Adam's second moment, above 0
 */
public record OptimizerSection(OptimizerName name, double beta1, double beta2, double epsilon) {
  /** Checks the numbers. */
  public OptimizerSection {
    Keys.BETA1.check(beta1);
    Keys.BETA2.check(beta2);
    Keys.EPSILON.check(epsilon);
  }
}
