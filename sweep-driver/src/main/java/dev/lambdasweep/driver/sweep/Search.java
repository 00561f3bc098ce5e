package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.search.gp.ExpectedGain;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proposes the points of a configuration's sampler: all at once or, if the sampler learns, as many
 * at a time as {@code sweep.batch} says.
 *
 * @param config configuration with a space
 * @param sampler sampler of the configuration
 * @param target number of points that the sweep is to have
 * @param leastGain gain that a generation must be expected to have, if there is a limit
 */
record Search(SweepConfig config, Sampler sampler, int target, Optional<Double> leastGain)
    implements Proposer {

  /** A search that ends when its file says that too little is to be gained. */
  static Search of(SweepConfig config, int target) {
    return new Search(config, config.sampler(), target, config.find(Settings.STOP_BELOW_GAIN));
  }

  /** A search that goes on whatever is to be gained. */
  static Search to(SweepConfig config, int target) {
    return new Search(config, config.sampler(), target, Optional.empty());
  }

  @Override
  public Proposal next(List<Observation> earlier, List<Observation> history, Goal goal) {
    int left = Math.max(0, target - history.size());
    if (!learns()) {
      return new Proposal(sampler.propose(history, goal, left));
    }
    List<Observation> all = Stream.concat(earlier.stream(), history.stream()).toList();
    // a whole generation, also if it is not to be trained, to tell what it would gain
    List<Point> points = sampler.propose(all, goal, config.count(Settings.BATCH));
    return new Proposal(
        points.subList(0, Math.min(left, points.size())),
        ExpectedGain.of(config.space(), all, goal, points, config.seed()));
  }

  @Override
  public boolean learns() {
    return sampler.learns();
  }
}
