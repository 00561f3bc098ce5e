package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import java.util.List;

/**
 * Proposes the points of a sampler: all at once or, if the sampler learns, as many at a time as
 * {@code sweep.batch} says.
 *
 * @param sampler sampler of the space
 * @param batch points per generation, if the sampler learns
 * @param target number of points that the sweep is to have
 */
record Search(Sampler sampler, int batch, int target) implements Proposer {

  static Search of(SweepConfig config, int target) {
    return new Search(config.sampler(), config.count(Settings.BATCH), target);
  }

  @Override
  public List<Point> next(List<Observation> history, Goal goal) {
    int left = Math.max(0, target - history.size());
    return sampler.propose(history, goal, learns() ? Math.min(batch, left) : left);
  }

  @Override
  public boolean learns() {
    return sampler.learns();
  }
}
