package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric.Goal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws points at random, each dimension from its own distribution. Point i is a function of space,
 * seed and i alone, so that a longer search has the points of a shorter one.
 *
 * @param space space of the points
 * @param seed seed of the sweep
 */
public record RandomSampler(SearchSpace space, long seed) implements Sampler {
  /** Number of points that are drawn for one that is allowed. */
  public static final int MOST_TRIES = 100_000;

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    int first = history.size();
    return IntStream.range(first, first + n).mapToObj(this::point).toList();
  }

  /** The first point of the stream with that number that the space allows. */
  private Point point(int number) {
    Philox random = Seeds.generator(seed, Stream.POINTS, number);
    for (int i = 0; i < MOST_TRIES; i++) {
      Point point = space.point(random.doubles(space.dimensions().size()).toArray());
      if (space.allows(point)) {
        return point;
      }
    }
    throw space.noneAllowed(MOST_TRIES);
  }
}
