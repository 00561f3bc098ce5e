package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How a trial ended.
 *
 * @param cause cause of the end
 * @param error one line of readable text; empty unless it failed
 */
public record Ending(Cause cause, String error) implements Serializable {
  /** Trained to its full length. */
  public static final Ending COMPLETE = new Ending(Cause.COMPLETE, "");

  /** Ended by a stopping rule. */
  public static final Ending STOPPED = new Ending(Cause.STOPPED, "");

  /** Causes of a trial's end: its full length, a stopping rule, or a failure. */
  public enum Cause {
    /** trained to its full length; it is ranked */
    COMPLETE,
    /** ended by a stopping rule, because others were better */
    STOPPED,
    /** failed: a loss or weight is not finite */
    DIVERGED,
    /** failed: an exception in its training */
    ERROR,
    /** failed: trained longer than the limit */
    TIMEOUT,
    /** failed: its executor died on every attempt */
    LOST,
    /** failed: a person killed its Spark job */
    KILLED,
    /** failed: Spark failed rather than the training, even when the trial was tried alone */
    SPARK;

    /** Whether the trial failed and has no figures. */
    public boolean isFailure() {
      return this != COMPLETE && this != STOPPED;
    }
  }

  /** Checks that there is an error if and only if the trial failed. */
  public Ending {
    require(
        cause.isFailure() != error.isEmpty(),
        "Invalid error: %s, must be empty unless the trial failed",
        error);
  }

  /**
   * The ending of a failed trial.
   *
   * @param cause cause of the failure
   * @param error one line of readable text
   */
  public static Ending failed(Cause cause, String error) {
    return new Ending(cause, error);
  }

  /** Whether the trial trained to its full length. */
  public boolean isComplete() {
    return cause == Cause.COMPLETE;
  }

  /** Whether the trial failed and has no figures. */
  public boolean isFailed() {
    return cause.isFailure();
  }
}
