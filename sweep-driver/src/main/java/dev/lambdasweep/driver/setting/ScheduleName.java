package dev.lambdasweep.driver.setting;

/** Family of learning-rate schedules. */
public enum ScheduleName {
  /** one rate */
  CONSTANT,
  /** from low to high and back, again and again */
  TRIANGULAR,
  /** falls by the same part in every epoch */
  EXPONENTIAL_DECAY,
  /** falls by a factor after every so many epochs */
  STEP_DECAY
}
