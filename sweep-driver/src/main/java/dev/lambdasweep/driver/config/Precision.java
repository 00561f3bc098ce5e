package dev.lambdasweep.driver.config;

/** Floating point of parameters and products. */
public enum Precision {
  /** 32 bits */
  FLOAT32,
  /** 64 bits */
  FLOAT64
}
