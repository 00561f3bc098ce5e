package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * All that a file says of the learning rate. What the chosen schedule ignores is kept, as the
 * schedule itself may be a dimension.
 *
 * @param schedule family
 * @param rate of a constant schedule, and the first of one that decays; above 0
 * @param low lowest rate of a triangular schedule, at least 0
 * @param high highest rate of a triangular schedule, at least low
 * @param stepSize updates in half a cycle, at least 1
 * @param decay of an exponential decay, k in exp(−k · epoch), at least 0
 * @param factor of a step decay, above 0 and at most 1
 * @param stepEpochs epochs between the steps of a step decay, at least 1
 */
public record LearningRateSection(
    ScheduleName schedule,
    double rate,
    double low,
    double high,
    int stepSize,
    double decay,
    double factor,
    int stepEpochs)
    implements Serializable {
  /** Checks the components. */
  public LearningRateSection {
    Keys.RATE.check(rate);
    checkTriangle(low, high, stepSize);
    Keys.DECAY.check(decay);
    checkSteps(factor, stepEpochs);
  }

  /** Checks what a triangular schedule is made of. */
  static void checkTriangle(double low, double high, int stepSize) {
    Keys.RATE_LOW.check(low);
    Keys.RATE_HIGH.check(high);
    require(
        low <= high, "Invalid %s: %s, must be at most high = %s", Keys.RATE_LOW.path(), low, high);
    Keys.STEP_SIZE.check((long) stepSize);
  }

  /** Checks what a step decay is made of. */
  static void checkSteps(double factor, int epochs) {
    Keys.FACTOR.check(factor);
    Keys.STEP_EPOCHS.check((long) epochs);
  }

  /** The schedule that a trial follows. */
  Schedule followed() {
    return switch (schedule) {
      case CONSTANT -> new Schedule.Constant(rate);
      case TRIANGULAR -> new Schedule.Triangular(low, high, stepSize);
      case EXPONENTIAL_DECAY -> new Schedule.ExponentialDecay(rate, decay);
      case STEP_DECAY -> new Schedule.StepDecay(rate, factor, stepEpochs);
    };
  }
}
