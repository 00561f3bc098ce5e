package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How a trial ended.
 *
 * @param cause what ended it
 * @param error one line for a person; empty unless it failed
 */
public record Ending(Cause cause, String error) implements Serializable {
  /** Trained to its full length. */
  public static final Ending COMPLETE = new Ending(Cause.COMPLETE, "");

  /** What ends a trial: its full length, a stopping rule, or a failure of some kind. */
  public enum Cause {
    /** trained to its full length; it ranks */
    COMPLETE,
    /** ended by a stopping rule, because others were better */
    STOPPED,
    /** failed: a loss or weight is not finite */
    DIVERGED,
    /** failed: an exception in its training */
    ERROR,
    /** failed: trained longer than the limit */
    TIMEOUT,
    /** failed: its executor died each time it was tried */
    LOST,
    /** failed: a person killed its Spark job */
    KILLED,
    /** failed: Spark failed, not the training, and again when it was tried alone */
    SPARK;

    /** Whether the trial has no figures. */
    public boolean isFailure() {
      return this != COMPLETE && this != STOPPED;
    }
  }

  /** Checks that what failed, and nothing else, says why. */
  public Ending {
    require(
        cause.isFailure() != error.isEmpty(),
        "Invalid error: %s, must be empty unless the trial failed",
        error);
  }

  /**
   * Failed.
   *
   * @param cause one that is a failure
   * @param error one line for a person
   */
  public static Ending failed(Cause cause, String error) {
    return new Ending(cause, error);
  }

  /** Whether it trained to its full length. */
  public boolean isComplete() {
    return cause == Cause.COMPLETE;
  }

  /** Whether it has no figures. */
  public boolean isFailed() {
    return cause.isFailure();
  }
}
