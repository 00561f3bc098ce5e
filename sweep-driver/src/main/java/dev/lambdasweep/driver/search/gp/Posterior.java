package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.numeric.Cholesky;
import dev.lambdasweep.driver.search.numeric.Differentiable;
import java.util.List;
import java.util.Optional;

/**
 * Negative logarithm of the posterior density of a kernel's parameters, up to a constant.
 *
 * <p>Variables: log θ_1, …, log θ_d, log σ², log (σ_n² − 1e-6). With K = k(X, X) + diag(σ_n² +
 * e_i²), e_i the known standard errors, and α = K⁻¹ y, the log likelihood is −½ yᵀ α − ½ log det K
 * and its derivative by a parameter p is ½ tr((α αᵀ − K⁻¹) ∂K/∂p) (Rasmussen and Williams,
 * equations 5.8 and 5.9). The log prior is Σ −(0.1/θ_j + 0.1 θ_j) + log σ² − σ² + 0.1 log σ_n² − 30
 * σ_n², as in Optuna's {@code _gp/prior.py}.
 */
final class Posterior implements Differentiable {
  /** Smallest variance of the noise. */
  static final double LEAST_NOISE = 1e-6;

  private final int axes;
  private final double[] values;
  private final double[] errors;

  /** [axis][place][place before it] squared differences. */
  private final double[][][] differences;

  /**
   * The posterior given observations.
   *
   * @param isChoice [d] which axes are choices
   * @param places [n] coordinates, of d each
   * @param values [n] y, of mean 0 and standard deviation 1
   * @param errors [n] squares of the values' known standard errors
   */
  Posterior(boolean[] isChoice, List<double[]> places, double[] values, double[] errors) {
    this.axes = isChoice.length;
    this.values = values.clone();
    this.errors = errors.clone();
    this.differences = new double[axes][values.length][];
    for (int d = 0; d < axes; d++) {
      for (int i = 0; i < values.length; i++) {
        differences[d][i] = new double[i];
        for (int j = 0; j < i; j++) {
          differences[d][i][j] = Kernel.difference(isChoice[d], places.get(i)[d], places.get(j)[d]);
        }
      }
    }
  }

  @Override
  public double at(double[] x, double[] gradient) {
    double[] weights = new double[axes];
    for (int d = 0; d < axes; d++) {
      weights[d] = StrictMath.exp(x[d]);
    }
    double scale = StrictMath.exp(x[axes]);
    double noise = StrictMath.exp(x[axes + 1]) + LEAST_NOISE;
    double[][] distances = squaredDistances(weights);
    Optional<Cholesky> definite = Cholesky.factor(covariances(distances, scale, noise));
    if (definite.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Cholesky factor = definite.get();
    double[] whitened = factor.solve(values);
    double[][] outer = outer(factor, factor.solveTransposed(whitened));
    for (int d = 0; d < axes; d++) {
      gradient[d] = -0.1 / weights[d] + 0.1 * weights[d];
    }
    gradient[axes] = scale - 1;
    gradient[axes + 1] = (30 - 0.1 / noise) * (noise - LEAST_NOISE);
    subtractLikelihood(gradient, outer, distances, weights, scale, noise);
    return factor.logDiagonal() + 0.5 * dot(whitened, whitened) - logPrior(weights, scale, noise);
  }

  private static double logPrior(double[] weights, double scale, double noise) {
    double prior = StrictMath.log(scale) - scale + 0.1 * StrictMath.log(noise) - 30 * noise;
    for (double weight : weights) {
      prior -= 0.1 / weight + 0.1 * weight;
    }
    return prior;
  }

  /** r² of each pair of places: [n] rows below the diagonal. */
  private double[][] squaredDistances(double[] weights) {
    double[][] distances = new double[values.length][];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = new double[i];
      for (int d = 0; d < axes; d++) {
        add(distances[i], weights[d], differences[d][i]);
      }
    }
    return distances;
  }

  /** K: [n] rows of its lower triangle. */
  private double[][] covariances(double[][] distances, double scale, double noise) {
    double[][] covariances = new double[values.length][];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        covariances[i][j] = scale * Kernel.correlation(distances[i][j]);
      }
      covariances[i][i] = scale + noise + errors[i];
    }
    return covariances;
  }

  /** α αᵀ − K⁻¹: [n] rows of its lower triangle. */
  private static double[][] outer(Cholesky factor, double[] solution) {
    double[][] outer = factor.inverse();
    for (int i = 0; i < outer.length; i++) {
      for (int j = 0; j <= i; j++) {
        outer[i][j] = solution[i] * solution[j] - outer[i][j];
      }
    }
    return outer;
  }

  /**
   * Subtracts ½ tr(outer ∂K/∂p) from the gradient by each variable p. Each pair of places is in the
   * trace twice.
   *
   * @param outer [n] rows of the lower triangle of α αᵀ − K⁻¹; overwritten
   */
  private void subtractLikelihood(
      double[] gradient,
      double[][] outer,
      double[][] distances,
      double[] weights,
      double scale,
      double noise) {
    for (int i = 0; i < outer.length; i++) {
      double byScale = 0.5 * outer[i][i];
      for (int j = 0; j < i; j++) {
        byScale += outer[i][j] * Kernel.correlation(distances[i][j]);
        outer[i][j] *= scale * Kernel.slope(distances[i][j]);
      }
      for (int d = 0; d < axes; d++) {
        gradient[d] -= dot(outer[i], differences[d][i]) * weights[d];
      }
      gradient[axes] -= byScale * scale;
      gradient[axes + 1] -= 0.5 * outer[i][i] * (noise - LEAST_NOISE);
    }
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** Scalar product over the elements of the shorter b. */
  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
