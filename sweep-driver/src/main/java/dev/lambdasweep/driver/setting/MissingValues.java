package dev.lambdasweep.driver.setting;

/** What is done about missing values of a table. */
public enum MissingValues {
  /** they are refused */
  FAIL,
  /** a number takes the mean, a category none of its inputs, and one more input tells of it */
  MEAN,
  /** their rows are left out */
  SKIP
}
