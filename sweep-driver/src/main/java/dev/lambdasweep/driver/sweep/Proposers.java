package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Plan;
import java.util.List;

/** The proposers of new and of continued sweeps. */
public final class Proposers {
  private Proposers() {}

  /** Proposes the points of a new sweep: those that its file lists, or those of its sampler. */
  public static Proposer of(SweepConfig config) {
    return config.points().isEmpty()
        ? Search.of(config, config.sampler().initialPoints(config.count(Settings.TRIALS)))
        : listed(config.points());
  }

  /** Proposes given points. */
  public static Proposer listed(List<Point> points) {
    return new ListedPoints(points);
  }

  /**
   * Proposes the points that a sweep's plan is to have but does not contain yet.
   *
   * @param plans all parts of the plan
   */
  public static Proposer rest(SweepConfig config, List<Plan> plans) {
    List<Point> known = List.copyOf(Plan.points(plans).values());
    return known.size() < Plan.target(plans)
        ? Search.of(config, Plan.target(plans))
        : listed(known);
  }
}
