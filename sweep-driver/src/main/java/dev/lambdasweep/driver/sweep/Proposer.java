package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Plan;
import java.util.List;

/** Proposes the points of a sweep's next generation from the results of the previous ones. */
public sealed interface Proposer permits ListedPoints, Search {

  /**
   * The next generation. A pure function of the sweep's file, seed and rows, so that a resumed
   * sweep continues as it would have without the interruption.
   *
   * @param history points of the previous generations in the order of their numbers, with their
   *     results
   * @param goal which results are better
   * @return points to train; empty if there is nothing more to train
   */
  List<Point> next(List<Observation> history, Goal goal);

  /** Number of points that the sweep has once all generations are proposed. */
  int target();

  /** Whether generations depend on the results of the previous ones. */
  boolean learns();

  /** Proposes the points of a new sweep: those that its file lists, or those of its sampler. */
  static Proposer of(SweepConfig config) {
    return config.points().isEmpty()
        ? Search.of(config, config.sampler().initialPoints(config.count(Settings.TRIALS)))
        : listed(config.points());
  }

  /** Proposes given points. */
  static Proposer listed(List<Point> points) {
    return new ListedPoints(points);
  }

  /**
   * Proposes the points that a sweep's plan is to have but does not contain yet.
   *
   * @param plans all parts of the plan
   */
  static Proposer rest(SweepConfig config, List<Plan> plans) {
    List<Point> known = List.copyOf(Plan.points(plans).values());
    return known.size() < Plan.target(plans)
        ? Search.of(config, Plan.target(plans))
        : listed(known);
  }
}
