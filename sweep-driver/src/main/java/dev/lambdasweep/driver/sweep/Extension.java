package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import java.util.List;

/** Extends a search by more points. */
public final class Extension {
  private static final int MOST = Settings.MOST_POINTS;

  private Extension() {}

  /**
   * Proposes what a search's plan is to have, and more points.
   *
   * @param plans all parts of the sweep's plan
   * @param points number of points to add, at least 1; with those planned, at most as many as a
   *     sweep may have
   * @throws UserException if the search has no more points
   */
  public static Proposer of(Sweep sweep, SweepConfig config, List<Plan> plans, int points) {
    List<Point> known = List.copyOf(Plan.points(plans).values());
    int target = Plan.target(plans);
    if (points < 1 || points > MOST - target) {
      throw UserException.of(
          "Invalid --trials: %d, must be from 1 to %d, since a sweep has at most %d points",
          points, MOST - target, MOST);
    }
    boolean isDrawn =
        sweep.kind() != Kind.FINAL
            && config.points().isEmpty()
            && !config.space().dimensions().isEmpty();
    Generation.requireWithinLimit(config, sweep.kind(), target + points);
    // without results, which do not change whether there is another point
    if (!isDrawn
        || config
            .sampler()
            .propose(Observation.pending(known), config.objective().goal(), 1)
            .isEmpty()) {
      throw UserException.of(
          "Cannot extend %s: all of its points are already planned (start another sweep with"
              + " scripts/sweep run; only a search that draws its points can be extended)",
          sweep.id());
    }
    return Search.to(config, target + points);
  }
}
