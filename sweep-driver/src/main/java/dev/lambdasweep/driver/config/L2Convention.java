package dev.lambdasweep.driver.config;

/** What λ multiplies. */
public enum L2Convention {
  /** cost = loss + λ‖W‖² */
  LAMBDA,
  /** cost = loss + λ/2 ‖W‖² */
  HALF_LAMBDA
}
