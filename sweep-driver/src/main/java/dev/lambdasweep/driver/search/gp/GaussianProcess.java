package dev.lambdasweep.driver.search.gp;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.search.numeric.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process with mean 0, given observed values with independent noise.
 *
 * <p>With K the covariances of the observed places plus the noise on the diagonal, and k those
 * between them and x, the mean at x is kᵀ K⁻¹ y and the variance k(x, x) − kᵀ K⁻¹ k (Rasmussen and
 * Williams, equations 2.25 and 2.26). The variance is that of the function, without noise.
 */
final class GaussianProcess {
  private final Kernel kernel;
  private final List<double[]> places;
  private final Cholesky factor;

  /** K⁻¹ y; a place that is believed adds a 0, see {@link #believe}. */
  private final double[] solution;

  /**
   * A process given observations.
   *
   * @param places [n] coordinates, of d each
   * @param values [n] y
   * @param noise [n] variance of each value's noise, above 0
   * @throws IllegalArgumentException if the covariances are not positive definite
   */
  GaussianProcess(Kernel kernel, List<double[]> places, double[] values, double[] noise) {
    this.kernel = kernel;
    this.places = new ArrayList<>(places);
    double[][] covariances = new double[places.size()][];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        covariances[i][j] = kernel.covariance(places.get(i), places.get(j));
      }
      covariances[i][i] = kernel.scale() + noise[i];
    }
    this.factor =
        Cholesky.factor(covariances)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Invalid noise: too small, must make the covariances positive definite"));
    this.solution = factor.solveTransposed(factor.solve(values));
  }

  /** Mean and variance of the function at a place. */
  record Belief(double mean, double variance) {}

  Kernel kernel() {
    return kernel;
  }

  /** Number of observed and believed places. */
  int size() {
    return places.size();
  }

  /** A row of the factor of K. */
  double[] factorRow(int i) {
    return factor.row(i);
  }

  /**
   * Covariances between a place and those that are observed or believed.
   *
   * @return [size]
   */
  double[] covariances(double[] x) {
    double[] covariances = new double[places.size()];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = kernel.covariance(x, places.get(i));
    }
    return covariances;
  }

  /** Mean at a place, given its covariances. */
  double mean(double[] covariances) {
    double mean = 0;
    for (int i = 0; i < solution.length; i++) {
      mean += covariances[i] * solution[i];
    }
    return mean;
  }

  /** Mean and variance at a place. */
  Belief at(double[] x) {
    double[] covariances = covariances(x);
    double[] solved = factor.solve(covariances);
    return new Belief(mean(covariances), variance(solved));
  }

  /** Variance at a place, given L⁻¹ times its covariances. */
  double variance(double[] solved) {
    double variance = kernel.scale();
    for (double share : solved) {
      variance -= share * share;
    }
    return Math.max(0, variance);
  }

  /**
   * Covariances of the function at several places, given the observed values: k(x, x′) − kᵀ K⁻¹ k′
   * (Rasmussen and Williams, equation 2.24).
   *
   * @param asked [m] coordinates, of d each
   * @return [m] rows of the lower triangle
   */
  double[][] covariances(List<double[]> asked) {
    double[][] solved = new double[asked.size()][]; // L⁻¹ k
    double[][] covariances = new double[asked.size()][];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = factor.solve(covariances(asked.get(i)));
      covariances[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double explained = 0;
        for (int k = 0; k < solved[i].length; k++) {
          explained += solved[i][k] * solved[j][k];
        }
        covariances[i][j] = kernel.covariance(asked.get(i), asked.get(j)) - explained;
      }
    }
    return covariances;
  }

  /**
   * Mean and variance at a place with their gradients along the axes of numbers.
   *
   * @param meanGradient [d] overwritten; 0 on the axes of choices
   * @param varianceGradient [d] overwritten; 0 on the axes of choices
   */
  Belief at(double[] x, double[] meanGradient, double[] varianceGradient) {
    double[] covariances = covariances(x);
    double[] solved = factor.solve(covariances);
    double[] weights = factor.solveTransposed(solved); // K⁻¹ k
    Arrays.fill(meanGradient, 0);
    Arrays.fill(varianceGradient, 0);
    for (int i = 0; i < covariances.length; i++) {
      double[] place = places.get(i);
      // ∂k/∂x_j = σ² slope(r²) 2 θ_j (x_j − x′_j)
      double slope = 2 * kernel.scale() * Kernel.slope(kernel.squaredDistance(x, place));
      double ofMean = i < solution.length ? slope * solution[i] : 0;
      double ofVariance = -2 * slope * weights[i];
      for (int d = 0; d < x.length; d++) {
        if (!kernel.isChoice(d)) {
          double difference = kernel.weight(d) * (x[d] - place[d]);
          meanGradient[d] += ofMean * difference;
          varianceGradient[d] += ofVariance * difference;
        }
      }
    }
    return new Belief(mean(covariances), variance(solved));
  }

  /**
   * Adds a place as if the mean there had been observed (Kriging believer): the factor of K gets
   * one more row. As the value is what the process expects, the mean stays the same everywhere, and
   * K⁻¹ y gets a 0; only variances shrink.
   *
   * <p>Source: Ginsbourger, Le Riche, Carraro, Kriging is well-suited to parallelize optimization,
   * 2010, https://doi.org/10.1007/978-3-642-10701-6_6.
   *
   * @param noise variance of the noise of the believed value, above 0
   */
  void believe(double[] x, double noise) {
    boolean isDefinite = factor.extend(covariances(x), kernel.scale() + noise);
    require(isDefinite, "Invalid noise: %s, must make the covariances positive definite", noise);
    places.add(x.clone());
  }
}
