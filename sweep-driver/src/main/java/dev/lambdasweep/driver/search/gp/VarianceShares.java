package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.space.SobolSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shares of the variance of a process's mean over a space that depend on its dimensions (Sobol
 * indices).
 *
 * <p>A and B are 512 points each: the halves of Sobol points of twice as many coordinates. A_j is A
 * with coordinate j of B. With V the variance over A and B, the total share of dimension j is mean
 * (f(A) − f(A_j))² / 2V, and what depends on it alone is 1 − mean (f(B) − f(A_j))² / 2V.
 *
 * <p>Source: Jansen's estimators in Saltelli et al., Variance based sensitivity analysis of model
 * output, 2010, table 2, rows c and f, https://doi.org/10.1016/j.cpc.2009.09.018.
 */
final class VarianceShares {
  private static final int POINTS = 512;

  private final List<double[]> first = new ArrayList<>();
  private final List<double[]> second = new ArrayList<>();

  /** For each dimension, the first points with that coordinate of the second ones. */
  private final List<List<double[]>> mixed = new ArrayList<>();

  /**
   * Shares of one dimension.
   *
   * @param total what depends on it, alone or together with others; in [0, 1]
   * @param alone what depends on it alone; in [0, 1]
   */
  record Share(double total, double alone) {}

  /**
   * Shares over a space.
   *
   * @param seed seed of the points
   */
  VarianceShares(Cube cube, long seed) {
    double[][] both = SobolSampler.shifted(2 * cube.size(), seed, 0, POINTS);
    for (double[] x : both) {
      first.add(place(cube, Arrays.copyOf(x, cube.size())));
      second.add(place(cube, Arrays.copyOfRange(x, cube.size(), x.length)));
    }
    for (int d = 0; d < cube.size(); d++) {
      List<double[]> places = new ArrayList<>();
      for (double[] x : both) {
        double[] from = Arrays.copyOf(x, cube.size());
        from[d] = x[cube.size() + d];
        places.add(place(cube, from));
      }
      mixed.add(places);
    }
  }

  /** The coordinates, as the model sees them. */
  private static double[] place(Cube cube, double[] x) {
    return cube.coordinates(cube.point(x));
  }

  /** The shares of all dimensions, in order; all 0 if the mean is the same everywhere. */
  List<Share> of(FittedProcess fitted) {
    GaussianProcess process = fitted.process();
    double[] a = means(process, first);
    double[] b = means(process, second);
    double mean = 0;
    for (int i = 0; i < POINTS; i++) {
      mean += (a[i] + b[i]) / (2 * POINTS);
    }
    double variance = 0;
    for (int i = 0; i < POINTS; i++) {
      variance += (square(a[i] - mean) + square(b[i] - mean)) / (2 * POINTS);
    }
    List<Share> shares = new ArrayList<>();
    for (List<double[]> places : mixed) {
      double[] c = means(process, places);
      shares.add(
          variance > 0
              ? new Share(
                  clipped(difference(a, c) / variance), clipped(1 - difference(b, c) / variance))
              : new Share(0, 0));
    }
    return shares;
  }

  private static double[] means(GaussianProcess process, List<double[]> places) {
    return places.stream().mapToDouble(x -> process.mean(process.covariances(x))).toArray();
  }

  /** Half of the mean square difference. */
  private static double difference(double[] values, double[] others) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += square(values[i] - others[i]);
    }
    return sum / (2 * values.length);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double clipped(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
