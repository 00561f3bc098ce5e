package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.setting.Settings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Every combination of the dimensions' values; the first dimension changes slowest. */
public final class GridSampler implements Sampler {
  private final SearchSpace space;
  private final List<List<Object>> values;
  private final int size;

  /**
   * The grid of a space.
   *
   * @throws UserException if it has more than {@link Settings#MOST_POINTS} points
   * @throws IllegalStateException if a continuous dimension has no number of points
   */
  public GridSampler(SearchSpace space) {
    this.space = space;
    BigInteger bound = BigInteger.ONE;
    for (Dimension dimension : space.dimensions()) {
      bound = bound.multiply(BigInteger.valueOf(Math.max(1, dimension.gridSize())));
    }
    if (bound.compareTo(BigInteger.valueOf(Settings.MOST_POINTS)) > 0) {
      throw UserException.of(
          "Cannot search a grid of %s points: there may be at most %s"
              + " (list fewer values, or set sweep.sampler = random)",
          bound, Settings.MOST_POINTS);
    }
    this.values = space.dimensions().stream().map(Dimension::grid).toList();
    this.size = values.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
  }

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    int first = Math.min(size, history.size());
    int last = first + Math.min(n, size - first);
    return IntStream.range(first, last).mapToObj(this::point).toList();
  }

  @Override
  public int initialPoints(int trials) {
    return size;
  }

  private Point point(int number) {
    List<Object> coordinates = new ArrayList<>();
    int rest = number;
    for (int d = values.size() - 1; d >= 0; d--) {
      List<Object> axis = values.get(d);
      coordinates.add(axis.get(rest % axis.size()));
      rest /= axis.size();
    }
    Collections.reverse(coordinates);
    return space.point(coordinates);
  }
}
