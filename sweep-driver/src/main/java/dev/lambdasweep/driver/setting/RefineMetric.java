package dev.lambdasweep.driver.setting;

/** What ranks the parent's trials. */
public enum RefineMetric {
  /** highest first */
  VALID_ACCURACY,
  /** lowest first */
  VALID_LOSS
}
