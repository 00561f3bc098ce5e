package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

/**
 * A sweep, as every one of its rows describes it.
 *
 * @param id unique id, part of the names of its files
 * @param name name given by the user, any text
 * @param kind purpose of the sweep
 * @param parent id of the sweep that it refines, or whose best point it trains; empty if there is
 *     none
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
