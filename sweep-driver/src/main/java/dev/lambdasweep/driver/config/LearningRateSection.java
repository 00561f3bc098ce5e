package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.ExponentialDecay;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.StepDecay;
import dev.lambdasweep.core.optim.Triangular;

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
    int stepEpochs) {
  /** Checks the components. */
  public LearningRateSection {
    Keys.RATE.check(rate);
    Keys.RATE_LOW.check(low);
    Keys.RATE_HIGH.check(high);
    require(
        low <= high, "Invalid %s: %s, must be at most high = %s", Keys.RATE_LOW.path(), low, high);
    Keys.STEP_SIZE.check((long) stepSize);
    Keys.DECAY.check(decay);
    Keys.FACTOR.check(factor);
    Keys.STEP_EPOCHS.check((long) stepEpochs);
  }

  /**
   * The schedule that a trial follows.
   *
   * @param updatesPerEpoch mini-batches in an epoch, for schedules that go by epochs
   */
  public LearningRate followed(int updatesPerEpoch) {
    return switch (schedule) {
      case CONSTANT -> new Constant(rate);
      case TRIANGULAR -> new Triangular(low, high, stepSize);
      case EXPONENTIAL_DECAY -> new ExponentialDecay(rate, decay, updatesPerEpoch);
      case STEP_DECAY -> new StepDecay(rate, factor, stepEpochs, updatesPerEpoch);
    };
  }
}
