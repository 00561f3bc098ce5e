package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

/**
 * The capacity for trainings.
 *
 * @param count number of groups that train at the same time, at least 1
 * @param bytes memory in bytes that a group may take
 */
public record Slots(int count, long bytes) {
  /** Checks that both are positive. */
  public Slots {
    require(count > 0, "Invalid count: %s, must be positive", count);
    require(bytes > 0, "Invalid bytes: %s, must be positive", bytes);
  }
}
