package dev.lambdasweep.driver.setting;

/** Distribution of initial weights. */
public enum WeightScheme {
  /** N(0, 1 / inputs of the layer) */
  FAN_IN,
  /** N(0, 2 / inputs of the layer) */
  HE,
  /** N(0, 2 / (inputs + outputs of the layer)) */
  XAVIER,
  /** N(0, sd²) */
  NORMAL
}
