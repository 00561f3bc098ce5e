package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * The resources that a trial needs while it trains.
 *
 * @param mold value that is equal for all trials that can be trained together
 * @param work estimated duration of the training, in a unit common to all trials of the trainer
 * @param bytes estimated memory of the trial, without that shared by its group
 * @param sharedBytes estimated memory shared by a group, however many trials it has
 * @param mostTogether most trials that a group may hold, at least 1
 */
public record Footprint(Object mold, double work, long bytes, long sharedBytes, int mostTogether)
    implements Serializable {

  /** Checks that the estimates are positive. */
  public Footprint {
    require(work > 0, "Invalid work: %s, must be positive", work);
    require(bytes > 0, "Invalid bytes: %s, must be positive", bytes);
    require(sharedBytes >= 0, "Invalid sharedBytes: %s, must not be negative", sharedBytes);
    require(mostTogether >= 1, "Invalid mostTogether: %s, must be at least 1", mostTogether);
  }
}
