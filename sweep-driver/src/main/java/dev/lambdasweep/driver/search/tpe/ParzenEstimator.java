package dev.lambdasweep.driver.search.tpe;

import dev.lambdasweep.driver.search.cube.Axis;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Density of points: a mixture of one product of kernels per observed point, and of the prior.
 *
 * <p>With n points, a kernel on an axis of numbers is a normal distribution around the point's
 * coordinate, restricted to [0, 1], with σ = 0.2 n^(−1/(d + 4)), but at least 1 / min(100, n + 2)
 * (magic clip). Its density is that per σ, not per unit, so that the prior, which is wide, counts
 * more where the others are narrow. Where the values have equal steps, it gives each the
 * probability of its step. A kernel on an axis of c choices gives the point's choice (1 + 1/(n +
 * 1)) / (1 + c/(n + 1)), and each other one 1/(n + 1) / (1 + c/(n + 1)). The prior has mean ½ and σ
 * = 1, and gives all choices the same probability.
 *
 * <p>Weights: 1 for each of the last 25 points and the prior; the earlier ones rise linearly from
 * 1/n to 1.
 *
 * <p>Source: Optuna 3.1, {@code samplers/_tpe/parzen_estimator.py}, multivariate; Watanabe,
 * Tree-structured Parzen estimator, 2023, https://arxiv.org/abs/2304.11127. Later versions of
 * Optuna divide by σ, and take it from the distance to the neighbours; with that, searches over
 * choices were stuck more often (docs/search.md). Where a point lacks a dimension, its kernel is
 * that of the prior; Optuna has a separate estimator for each group of dimensions.
 */
final class ParzenEstimator {
  private static final double SIGMA = 0.2;
  private static final int FULL_WEIGHT = 25;

  private final Cube cube;
  private final double[] weights;

  /** [component][axis of numbers]; the last component is the prior. */
  private final TruncatedNormal[][] normals;

  /** [component][axis of choices] the point's choice; −1 for none. */
  private final int[][] choices;

  /** An estimator of points of the cube, in the order of proposal. */
  ParzenEstimator(Cube cube, List<Point> points) {
    this.cube = cube;
    int n = points.size();
    this.weights = weights(n);
    this.normals = new TruncatedNormal[n + 1][cube.size()];
    this.choices = new int[n + 1][cube.size()];
    double deviation = SIGMA * StrictMath.pow(Math.max(1, n), -1.0 / (cube.size() + 4));
    deviation = Math.min(1, Math.max(deviation, 1.0 / Math.min(100, n + 2)));
    TruncatedNormal prior = TruncatedNormal.of(0.5, 1);
    for (int i = 0; i <= n; i++) {
      boolean[] active = i < n ? cube.active(points.get(i)) : new boolean[cube.size()];
      double[] x = i < n ? cube.coordinates(points.get(i)) : new double[cube.size()];
      for (int d = 0; d < cube.size(); d++) {
        Axis axis = cube.axes().get(d);
        if (axis.isChoice()) {
          choices[i][d] = active[d] ? (int) axis.levelAt(x[d]) : -1;
        } else {
          normals[i][d] = active[d] ? TruncatedNormal.of(x[d], deviation) : prior;
        }
      }
    }
  }

  /**
   * Weights of n points and the prior.
   *
   * @return [n + 1], of sum 1
   */
  static double[] weights(int n) {
    double[] weights = new double[n + 1];
    int early = Math.max(0, n - FULL_WEIGHT);
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      weights[i] = 1;
      if (i < early) {
        weights[i] = early == 1 ? 1.0 / n : 1.0 / n + (1 - 1.0 / n) * i / (early - 1);
      }
      sum += weights[i];
    }
    for (int i = 0; i <= n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Draws a place of the cube.
   *
   * @return [d] along all axes, also those that are inactive there
   */
  double[] draw(RandomGenerator random) {
    int component = 0;
    double rest = random.nextDouble();
    while (component < weights.length - 1 && rest >= weights[component]) {
      rest -= weights[component];
      component++;
    }
    double[] x = new double[cube.size()];
    for (int d = 0; d < x.length; d++) {
      double share = random.nextDouble();
      Axis axis = cube.axes().get(d);
      if (axis.isChoice()) {
        int choice = 0;
        while (choice < axis.levels() - 1 && share >= probability(component, d, choice)) {
          share -= probability(component, d, choice);
          choice++;
        }
        x[d] = axis.coordinateOf(choice);
      } else {
        x[d] = normals[component][d].quantile(share);
      }
    }
    return x;
  }

  /**
   * Logarithm of the density of a point, up to a constant, over the dimensions that it has: a
   * probability along axes with equal steps and choices.
   */
  double logDensity(Point point) {
    boolean[] active = cube.active(point);
    double[] x = cube.coordinates(point);
    double[] terms = new double[weights.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < terms.length; i++) {
      terms[i] = StrictMath.log(weights[i]);
      for (int d = 0; d < x.length; d++) {
        terms[i] += active[d] ? logDensity(i, d, x[d]) : 0;
      }
      largest = Math.max(largest, terms[i]);
    }
    double sum = 0;
    for (double term : terms) {
      sum += StrictMath.exp(term - largest);
    }
    return largest + StrictMath.log(sum);
  }

  private double logDensity(int component, int d, double x) {
    Axis axis = cube.axes().get(d);
    if (axis.isChoice()) {
      return StrictMath.log(probability(component, d, (int) axis.levelAt(x)));
    }
    TruncatedNormal normal = normals[component][d];
    double half = axis.step() / 2;
    return half > 0 ? normal.logMass(x - half, x + half) : normal.logDensity(x);
  }

  private double probability(int component, int d, int choice) {
    double levels = cube.axes().get(d).levels();
    if (choices[component][d] < 0) {
      return 1 / levels;
    }
    double prior = 1.0 / weights.length;
    return ((choices[component][d] == choice ? 1 : 0) + prior) / (1 + levels * prior);
  }
}
