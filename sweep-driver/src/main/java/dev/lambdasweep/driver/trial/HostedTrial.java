package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.trainer.TrialContext;

/** A trial as seen by a trainer of this module, which also sees the executor that it runs on. */
public interface HostedTrial extends TrialContext {

  /** The executor that the trial runs on. */
  TrialHost host();

  /**
   * A trial that runs on an executor.
   *
   * @throws IllegalArgumentException if it does not
   */
  static HostedTrial of(TrialContext trial) {
    require(trial instanceof HostedTrial, "Invalid trial: %s, must run on an executor", trial);
    return (HostedTrial) trial;
  }
}
