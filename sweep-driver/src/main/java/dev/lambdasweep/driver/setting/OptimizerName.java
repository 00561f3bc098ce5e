package dev.lambdasweep.driver.setting;

/** Family of optimizers. */
public enum OptimizerName {
  /** mini-batch gradient descent */
  SGD,
  /** Adam: Kingma and Ba, 2015 */
  ADAM
}
