package dev.lambdasweep.driver.setting;

/** Where biases start. */
public enum BiasScheme {
  /** at 0 */
  ZERO,
  /** drawn as the weights are, with weight scheme normal */
  NORMAL
}
