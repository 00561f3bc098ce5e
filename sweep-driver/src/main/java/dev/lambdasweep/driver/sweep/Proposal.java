package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.search.gp.ExpectedGain;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.Optional;

/**
 * What a proposer suggests.
 *
 * @param points points of the next generation; empty if nothing more is to be trained
 * @param gain what a further generation is expected to gain, whether or not it is to be trained;
 *     empty if that is unknown
 */
public record Proposal(List<Point> points, Optional<ExpectedGain> gain) {
  /** Copies the points in. */
  public Proposal {
    points = List.copyOf(points);
  }

  /** Points of which nothing is expected. */
  public Proposal(List<Point> points) {
    this(points, Optional.empty());
  }
}
