package dev.lambdasweep.driver.search.cube;

import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SobolSampler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Points that were not planned yet, evenly spread over what a space allows.
 *
 * @param cube the space
 * @param seed seed of the sweep
 */
public record FreshPoints(Cube cube, long seed) {
  private static final int MOST_TRIES = 10_000;
  private static final int CHUNK = 64;

  /** Number of combinations up to which all points are listed when the Sobol points run out. */
  private static final long MOST_LISTED = 1_000_000;

  /**
   * The next points of the Sobol sequence that were not planned. Where the space is nearly
   * exhausted, the remaining points in order.
   *
   * @param planned points that were planned
   * @param first number of the first Sobol point
   * @param n number of points wanted
   * @return at most n different points; fewer if the space has no more
   */
  public List<Point> next(Set<Point> planned, int first, int n) {
    Set<Point> known = new HashSet<>(planned);
    List<Point> fresh = new ArrayList<>();
    int tries = 0;
    for (int i = first; fresh.size() < n && tries < MOST_TRIES; i += CHUNK) {
      for (double[] x : SobolSampler.shifted(cube.size(), seed, i, CHUNK)) {
        Point point = cube.point(x);
        tries++;
        if (fresh.size() < n && known.add(point) && cube.allows(point)) {
          fresh.add(point);
          tries = 0;
        }
      }
    }
    if (fresh.size() < n && cube.combinations().orElse(Long.MAX_VALUE) <= MOST_LISTED) {
      for (Point point : cube.all().keySet()) {
        if (fresh.size() < n && known.add(point) && cube.allows(point)) {
          fresh.add(point);
        }
      }
    }
    return fresh;
  }
}
