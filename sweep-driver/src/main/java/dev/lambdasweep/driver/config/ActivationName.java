package dev.lambdasweep.driver.config;

/** What a hidden unit does with its input. */
public enum ActivationName {
  /** max(0, x) */
  RELU,
  /** 1 / (1 + e^−x) */
  SIGMOID
}
