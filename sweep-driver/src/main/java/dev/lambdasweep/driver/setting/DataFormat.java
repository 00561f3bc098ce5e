package dev.lambdasweep.driver.setting;

/** Formats of the files that a program reads its data from. */
public enum DataFormat {
  /** one file per array, which numpy reads */
  NPY,
  /** one file per part of the rows */
  PARQUET,
  /** text with a header, one file per part of the rows */
  CSV
}
