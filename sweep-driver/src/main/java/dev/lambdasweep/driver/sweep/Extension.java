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

/** Chooses the points that extend a search. */
public final class Extension {
  private static final int MOST = Settings.MOST_POINTS;

  private Extension() {}

  /**
   * The next points of a search.
   *
   * @param plans all parts of the sweep's plan
   * @param points number of points to add, at least 1; with those planned, at most as many as a
   *     sweep may have
   * @throws UserException if the search has no more points
   */
  public static List<Point> points(Sweep sweep, SweepConfig config, List<Plan> plans, int points) {
    List<Point> known = List.copyOf(Plan.points(plans).values());
    if (points < 1 || points > MOST - known.size()) {
      throw UserException.of(
          "Invalid --trials: %d, must be from 1 to %d, since a sweep has at most %d points",
          points, MOST - known.size(), MOST);
    }
    boolean isDrawn =
        sweep.kind() != Kind.FINAL
            && config.points().isEmpty()
            && !config.space().dimensions().isEmpty();
    List<Point> more =
        isDrawn
            ? config
                .sampler()
                .propose(Observation.pending(known), config.objective().goal(), points)
            : List.of();
    if (more.isEmpty()) {
      throw UserException.of(
          "Cannot extend %s: all of its points are already planned (start another sweep with"
              + " scripts/sweep run; only a search that draws its points can be extended)",
          sweep.id());
    }
    return more;
  }
}
