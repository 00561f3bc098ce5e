package dev.lambdasweep.driver.setting;

/** What is done to the numbers of a table. */
public enum Scaling {
  /** mean 0 and deviation 1 over the rows that are trained on */
  STANDARDIZE,
  /** they stay as they are */
  NONE
}
