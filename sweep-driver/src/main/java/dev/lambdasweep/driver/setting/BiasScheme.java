package dev.lambdasweep.driver.setting;

/** Initial values of biases. */
public enum BiasScheme {
  /** at 0 */
  ZERO,
  /** drawn like the weights, with weight scheme normal */
  NORMAL
}
