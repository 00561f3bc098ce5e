package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * Where a training ends, so that a stopping rule can compare it with others.
 *
 * @param number number of the rung, from 0; -1 for the full length
 * @param step step of the trainer at which it ends, at least 1; 0 for the full length
 */
public record Rung(int number, int step) implements Serializable {
  /** The full length. */
  public static final Rung FULL = new Rung(-1, 0);

  /** Checks that it is a rung or the full length. */
  public Rung {
    require(
        number >= 0 ? step >= 1 : number == -1 && step == 0,
        "Invalid rung: %s at step %s, must be at least 0 at a step of at least 1, or -1 at 0",
        number,
        step);
  }

  /** Whether the training is to have its full length. */
  public boolean isFull() {
    return number < 0;
  }
}
