package dev.lambdasweep.driver.table.row;

import java.util.Locale;

/** What a row is for, where a column of the table says so. */
public enum RowUse {
  /** to train on */
  TRAIN,
  /** to validate on */
  VALIDATION,
  /** to test on */
  TEST;

  /** The value of the column. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
