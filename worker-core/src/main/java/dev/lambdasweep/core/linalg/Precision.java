package dev.lambdasweep.core.linalg;

/** Floating-point format of a matrix. */
public enum Precision {
  /** IEEE 754 binary32, for training */
  FLOAT32,
  /** IEEE 754 binary64, for gradient checks */
  FLOAT64
}
