package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.Optional;

/** Proposes given points, all in the first generation. */
record ListedPoints(List<Point> points) implements Proposer {
  ListedPoints {
    points = List.copyOf(points);
  }

  @Override
  public Proposal next(List<Observation> earlier, List<Observation> history, Goal goal) {
    return new Proposal(history.isEmpty() ? points : List.of());
  }

  @Override
  public int target() {
    return points.size();
  }

  @Override
  public Optional<Double> leastGain() {
    return Optional.empty();
  }

  @Override
  public boolean learns() {
    return false;
  }
}
