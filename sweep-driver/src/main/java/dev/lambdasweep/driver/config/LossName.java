package dev.lambdasweep.driver.config;

/** What a network's outputs are measured by. */
public enum LossName {
  /** cross-entropy of the softmax over classes */
  SOFTMAX_CROSS_ENTROPY,
  /** mean over classes of the binary cross-entropy of a sigmoid each */
  MULTIPLE_BINARY_CROSS_ENTROPY
}
