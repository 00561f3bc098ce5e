package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.trainer.StoppedException;

/** Tells a training to end; safe for use by several threads. */
final class Stop {
  private volatile String reason = "";
  private volatile boolean endsAtRungs;

  /** From now on, {@link #check} throws. */
  void because(String why) {
    reason = why;
  }

  /** The trainer knows the rung of a trial, hence those of all trials of the group. */
  void trainerKnowsRungs() {
    endsAtRungs = true;
  }

  /** Whether the trainer ends trainings at their rungs by itself. */
  boolean isRungKnown() {
    return endsAtRungs;
  }

  /**
   * Does nothing unless the training is to end.
   *
   * @throws StoppedException if it is
   */
  void check() {
    String why = reason;
    if (!why.isEmpty()) {
      throw new StoppedException(why);
    }
  }
}
