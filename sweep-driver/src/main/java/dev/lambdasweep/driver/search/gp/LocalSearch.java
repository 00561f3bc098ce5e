package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Axis;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.numeric.Lbfgs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Climbs from a candidate to a local maximum of the expected improvement: real axes together by
 * L-BFGS, then each other axis alone, until none of these changes.
 *
 * <p>On an axis of choices, or of at most 16 values, all values are tried; on longer ones, those at
 * distances 1, 2, 4, … from the present one. Real axes are scaled by the kernel's length scales, as
 * in Optuna's {@code _gp/optim_mixed.py}. Departs from it on long axes of whole numbers, which
 * Optuna searches by Brent's method.
 *
 * @param cube the space
 * @param improvement function to maximize
 */
record LocalSearch(Cube cube, LogImprovement improvement) {
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_STEPS = 50;
  private static final double GRADIENT_TOLERANCE = 1e-2;
  private static final long MOST_TRIED = 16;

  /** A candidate and the expected improvement there. */
  record Scored(Candidate candidate, double score) {}

  /** The local maximum above a candidate. */
  Scored climb(Candidate start) {
    Scored best = new Scored(start, improvement.at(start.coordinates()));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Scored before = best;
      best = better(best, alongReals(best.candidate));
      for (int d = 0; d < cube.size(); d++) {
        best = alongLevels(best, d);
      }
      if (Arrays.equals(levels(before.candidate), levels(best.candidate))) {
        return best;
      }
    }
    return best;
  }

  /** The coordinates on the axes that are not real. */
  private double[] levels(Candidate candidate) {
    double[] x = candidate.x().clone();
    for (int d = 0; d < x.length; d++) {
      x[d] = cube.axes().get(d).isReal() ? 0 : x[d];
    }
    return x;
  }

  private Scored alongReals(Candidate start) {
    boolean[] active = cube.active(start.point());
    List<Integer> reals = new ArrayList<>();
    for (int d = 0; d < active.length; d++) {
      if (active[d] && cube.axes().get(d).isReal()) {
        reals.add(d);
      }
    }
    if (reals.isEmpty()) {
      return new Scored(start, Double.NEGATIVE_INFINITY);
    }
    Kernel kernel = improvement.process().kernel();
    double[] units = reals.stream().mapToDouble(d -> Math.sqrt(kernel.weight(d))).toArray();
    double[] from = new double[units.length];
    for (int r = 0; r < from.length; r++) {
      from[r] = start.x()[reals.get(r)] * units[r];
    }
    double[] coordinates = start.coordinates().clone();
    double[] slopes = new double[coordinates.length];
    double[] found =
        new Lbfgs(new double[units.length], units, GRADIENT_TOLERANCE, MOST_STEPS)
            .minimum(
                (scaled, gradient) -> {
                  for (int r = 0; r < scaled.length; r++) {
                    coordinates[reals.get(r)] = scaled[r] / units[r];
                  }
                  double value = improvement.at(coordinates, slopes);
                  for (int r = 0; r < scaled.length; r++) {
                    gradient[r] = -slopes[reals.get(r)] / units[r];
                  }
                  return -value;
                },
                from);
    double[] x = start.x().clone();
    for (int r = 0; r < found.length; r++) {
      x[reals.get(r)] = Math.min(1, found[r] / units[r]);
    }
    return scored(x);
  }

  private Scored alongLevels(Scored start, int d) {
    Axis axis = cube.axes().get(d);
    if (axis.levels() < 2 || !cube.active(start.candidate.point())[d]) {
      return start;
    }
    Scored best = start;
    long present = axis.levelAt(start.candidate.x()[d]);
    for (long level : tried(axis, present)) {
      double[] x = start.candidate.x().clone();
      x[d] = axis.coordinateOf(level);
      best = better(best, scored(x));
    }
    return best;
  }

  private static List<Long> tried(Axis axis, long present) {
    List<Long> tried = new ArrayList<>();
    if (axis.isChoice() || axis.levels() <= MOST_TRIED) {
      for (long level = 0; level < axis.levels(); level++) {
        tried.add(level);
      }
    } else {
      for (long distance = 1; distance < axis.levels(); distance *= 2) {
        tried.add(present - distance);
        tried.add(present + distance);
      }
    }
    tried.removeIf(level -> level == present || level < 0 || level >= axis.levels());
    return tried;
  }

  private Scored scored(double[] x) {
    Candidate candidate = new Candidate(cube, x);
    return new Scored(candidate, improvement.at(candidate.coordinates()));
  }

  /** The first one, unless the second one is better. */
  private static Scored better(Scored first, Scored second) {
    return second.score > first.score ? second : first;
  }
}
