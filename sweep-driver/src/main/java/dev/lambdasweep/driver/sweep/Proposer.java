package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Observation;
import java.util.List;
import java.util.Optional;

/** Proposes the points of a sweep's next generation from the results of the previous ones. */
public interface Proposer {

  /**
   * The next generation. A pure function of the sweep's file, seed and rows, so that a resumed
   * sweep continues as it would have without the interruption.
   *
   * @param earlier what earlier sweeps say of other points, for a sampler that learns
   * @param history points of the previous generations in the order of their numbers, with their
   *     results
   * @param goal which results are better
   */
  Proposal next(List<Observation> earlier, List<Observation> history, Goal goal);

  /** Number of points that the sweep has once all generations are proposed. */
  int target();

  /**
   * Gain in the objective's unit that a generation must be expected to have, so that it trains;
   * empty if all of them train.
   */
  Optional<Double> leastGain();

  /** Whether generations depend on the results of the previous ones. */
  boolean learns();
}
