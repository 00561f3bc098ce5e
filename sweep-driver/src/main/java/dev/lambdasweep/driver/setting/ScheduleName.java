package dev.lambdasweep.driver.setting;

/** Family of learning-rate schedules. */
public enum ScheduleName {
  /** the same rate throughout */
  CONSTANT,
  /** from low to high and back, repeatedly */
  TRIANGULAR,
  /** decays exponentially with the epoch */
  EXPONENTIAL_DECAY,
  /** multiplied by a factor every few epochs */
  STEP_DECAY
}
