package dev.lambdasweep.driver.setting;

/** Metric that ranks the parent's trials. */
public enum RefineMetric {
  /** accuracy on the validation images, highest first */
  VALID_ACCURACY,
  /** loss on the validation images, lowest first */
  VALID_LOSS
}
