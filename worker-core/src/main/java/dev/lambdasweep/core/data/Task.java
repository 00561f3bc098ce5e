package dev.lambdasweep.core.data;

/** What is predicted. */
public enum Task {
  /** one of several classes */
  CLASSIFICATION,
  /** a number */
  REGRESSION
}
