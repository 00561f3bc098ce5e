package dev.lambdasweep.driver.config;

/** Distribution of initial weights; biases start at 0. */
public enum WeightScheme {
  /** N(0, 1 / inputs of the layer) */
  FAN_IN,
  /** N(0, sd²) */
  NORMAL
}
