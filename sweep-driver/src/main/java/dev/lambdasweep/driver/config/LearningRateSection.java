package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * All that a file says of the learning rate. What the chosen schedule ignores is kept, as the
 * schedule itself may be a dimension.
 *
 * @param schedule family
 * @param rate of a constant schedule, above 0
 * @param low lowest rate of a triangular schedule, at least 0
 * @param high highest rate of a triangular schedule, at least low
 * @param stepSize updates in half a cycle, at least 1
 */
public record LearningRateSection(
    ScheduleName schedule, double rate, double low, double high, int stepSize)
    implements Serializable {
  /** Checks the components. */
  public LearningRateSection {
    Keys.RATE.check(rate);
    checkTriangle(low, high, stepSize);
  }

  /** Checks what a triangular schedule is made of. */
  static void checkTriangle(double low, double high, int stepSize) {
    Keys.RATE_LOW.check(low);
    Keys.RATE_HIGH.check(high);
    require(
        low <= high, "Invalid %s: %s, must be at most high = %s", Keys.RATE_LOW.path(), low, high);
    Keys.STEP_SIZE.check((long) stepSize);
  }

  /** The schedule that a trial follows. */
  Schedule followed() {
    return switch (schedule) {
      case CONSTANT -> new Schedule.Constant(rate);
      case TRIANGULAR -> new Schedule.Triangular(low, high, stepSize);
    };
  }
}
