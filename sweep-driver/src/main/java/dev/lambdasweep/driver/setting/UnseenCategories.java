package dev.lambdasweep.driver.setting;

/** What is done about categories that no row to train or validate on has. */
public enum UnseenCategories {
  /** they are refused */
  FAIL,
  /** all inputs of the column are 0 */
  ZERO
}
