package dev.lambdasweep.driver.config;

import java.io.Serializable;

/**
 * Limits of the execution; never part of a trial's numbers.
 *
 * @param trialTimeout how long one trial may train
 */
public record ExecutionSection(Timeout trialTimeout) implements Serializable {
  /** How long one trial may train. */
  public sealed interface Timeout extends Serializable {
    /** As long as it takes. */
    record Unlimited() implements Timeout {}

    /**
     * So long, and no longer.
     *
     * @param seconds above 0
     */
    record After(double seconds) implements Timeout {
      /** Checks the seconds. */
      public After {
        Keys.TRIAL_TIMEOUT.check(seconds);
      }
    }
  }
}
