package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric.Goal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of a Sobol sequence, which fill a space more evenly than random ones. Point i is a
 * function of space, seed and i alone, so that a longer search has the points of a shorter one.
 *
 * <p>Point i is the sequence's point i + 1: its first, the origin, is skipped. Each coordinate, a
 * number of 52 bits, is shifted digitally: it is XORed with 52 bits that depend on seed and
 * dimension, which keeps the distances between the points' digits and therefore their evenness. If
 * the space does not allow all points, point i is the allowed one with that number.
 *
 * <p>Sources: Joe and Kuo, Constructing Sobol sequences with better two-dimensional projections,
 * 2008, https://doi.org/10.1137/070709359; digital shift: Owen, Variance with alternative
 * scramblings of digital nets, 2003, https://doi.org/10.1145/945511.945518.
 *
 * @param space space of the points, of at most 1,000 dimensions
 * @param seed seed of the sweep
 */
public record SobolSampler(SearchSpace space, long seed) implements Sampler {
  private static final int MOST_DIMENSIONS = 1000;
  private static final int CHUNK = 64;
  private static final int BITS = 52;
  private static final double SCALE = 1L << BITS;

  /** Checks the number of dimensions. */
  public SobolSampler {
    require(
        space.dimensions().size() <= MOST_DIMENSIONS,
        "Invalid space: %s dimensions, must be at most %s",
        space.dimensions().size(),
        MOST_DIMENSIONS);
  }

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    int wanted = history.size() + n;
    List<Point> allowed = new ArrayList<>();
    int first = 0;
    int tries = 0;
    while (allowed.size() < wanted) {
      int chunk = Math.max(CHUNK, wanted - allowed.size());
      for (double[] quantiles : shifted(space.dimensions().size(), seed, first, chunk)) {
        Point point = space.point(quantiles);
        tries++;
        if (space.allows(point)) {
          allowed.add(point);
          tries = 0;
        }
      }
      if (tries >= RandomSampler.MOST_TRIES) {
        throw space.noneAllowed(tries);
      }
      first += chunk;
    }
    return List.copyOf(allowed.subList(history.size(), wanted));
  }

  /**
   * Points of the shifted sequence.
   *
   * @param dimensions number of coordinates, from 1 to 1,000
   * @param seed seed of the shift
   * @param first number of the first point, at least 0
   * @param n number of points
   * @return [n x dimensions], each in [0, 1)
   */
  public static double[][] shifted(int dimensions, long seed, int first, int n) {
    long[] shifts = new long[dimensions];
    Philox random = Seeds.generator(seed, Stream.SHIFT);
    for (int d = 0; d < dimensions; d++) {
      shifts[d] = random.nextLong() >>> (Long.SIZE - BITS);
    }
    double[][] points = new double[n][];
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
    for (int i = 0; i < n; i++) {
      // not before the first point: skipTo(0) would be the origin
      points[i] = i == 0 ? sequence.skipTo(first + 1) : sequence.nextVector();
      for (int d = 0; d < dimensions; d++) {
        points[i][d] = ((long) (points[i][d] * SCALE) ^ shifts[d]) / SCALE;
      }
    }
    return points;
  }
}
