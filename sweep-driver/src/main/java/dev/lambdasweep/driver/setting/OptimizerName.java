package dev.lambdasweep.driver.setting;

/** How parameters follow the gradient. */
public enum OptimizerName {
  /** mini-batch gradient descent */
  SGD,
  /** with moments of the gradient, Kingma and Ba, 2015 */
  ADAM
}
