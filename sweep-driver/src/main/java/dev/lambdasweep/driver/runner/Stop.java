package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.trainer.StoppedException;

/** Tells a training to end; safe for use by several threads. */
final class Stop {
  private volatile String reason = "";

  /** From now on, {@link #check} throws. */
  void because(String why) {
    reason = why;
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
