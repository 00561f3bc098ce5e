package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.setting.Settings;
import java.math.BigInteger;
import java.util.List;

/**
 * Every combination of the dimensions' values; the first dimension changes slowest. Points in which
 * only inactive dimensions would differ are the same point, which comes once. Points that the space
 * does not allow are left out.
 */
public final class GridSampler implements Sampler {
  private final List<Point> points;

  /**
   * The grid of a space.
   *
   * @throws UserException if it has more than {@link Settings#MOST_POINTS} points
   * @throws IllegalStateException if a continuous dimension has no number of points
   */
  public GridSampler(SearchSpace space) {
    BigInteger size = BigInteger.ONE;
    for (Dimension dimension : space.dimensions()) {
      BigInteger values = BigInteger.valueOf(Math.max(1, dimension.gridSize()));
      // with conditions, there are at least as many points as a dimension has values
      size = space.conditions().isEmpty() ? size.multiply(values) : size.max(values);
    }
    if (size.compareTo(BigInteger.valueOf(Settings.MOST_POINTS)) > 0) {
      throw tooLarge((space.conditions().isEmpty() ? "" : "at least ") + size);
    }
    GridWalk walk = new GridWalk(space, Settings.MOST_POINTS);
    this.points = walk.points();
    if (walk.isCut()) {
      throw tooLarge("more than " + Settings.MOST_POINTS);
    }
  }

  private static UserException tooLarge(String points) {
    return UserException.of(
        "Cannot search a grid of %s points: there may be at most %s"
            + " (list fewer values, or set sweep.sampler = random)",
        points, Settings.MOST_POINTS);
  }

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    int first = Math.min(points.size(), history.size());
    int last = first + Math.min(n, points.size() - first);
    return points.subList(first, last);
  }

  @Override
  public int initialPoints(int trials) {
    return points.size();
  }
}
