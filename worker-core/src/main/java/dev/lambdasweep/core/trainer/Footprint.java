package dev.lambdasweep.core.trainer;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * What a trial takes while it trains.
 *
 * @param mold equal for trials that can be trained together
 * @param work how long it trains, in a unit that all trials of the trainer share; an estimate
 * @param bytes memory that it takes, beside what its group shares; an estimate
 * @param sharedBytes memory that a group takes however many trials are in it; an estimate
 * @param mostTogether trials that a group may hold at most, at least 1
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
