package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

/**
 * What every row of a sweep says of it.
 *
 * @param id names its files
 * @param name any text
 * @param kind what it is for
 * @param parent id of the sweep that it refines or trains the best of; empty if none
 */
public record Sweep(SweepId id, String name, Kind kind, String parent) {
  /** Checks that the parent is an id. */
  public Sweep {
    require(
        parent.isEmpty() || SweepId.isId(parent),
        "Invalid parent: %s, must be the id of a sweep or empty",
        parent);
  }
}
