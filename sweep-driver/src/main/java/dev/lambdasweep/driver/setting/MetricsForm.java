package dev.lambdasweep.driver.setting;

/** How a program reports what it measures. */
public enum MetricsForm {
  /** lines on standard output that are JSON objects */
  JSON_LINES,
  /** {@code name=value} on lines of standard output */
  NAME_VALUE,
  /** lines of a file that are JSON objects */
  FILE
}
