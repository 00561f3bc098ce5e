package dev.lambdasweep.driver.config;

/** Family of learning-rate schedules. */
public enum ScheduleName {
  /** one rate */
  CONSTANT,
  /** from low to high and back, again and again */
  TRIANGULAR
}
