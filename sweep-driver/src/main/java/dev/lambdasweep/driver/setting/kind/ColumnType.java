package dev.lambdasweep.driver.setting.kind;

/** Type of a hyperparameter's column in the table of trials. */
public enum ColumnType {
  /** Double */
  DOUBLE,
  /** Long */
  LONG,
  /** String */
  STRING
}
