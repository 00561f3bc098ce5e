package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.numeric.Cholesky;
import dev.lambdasweep.driver.search.numeric.Differentiable;
import java.util.Arrays;
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
    double freeNoise = StrictMath.exp(x[axes + 1]);
    double noise = freeNoise + LEAST_NOISE;

    int n = values.length;
    double[][] slopes = new double[n][]; // first r², then σ² times the slope of the correlation
    double[][] covariances = new double[n][];
    for (int i = 0; i < n; i++) {
      slopes[i] = new double[i];
      covariances[i] = new double[i + 1];
      for (int d = 0; d < axes; d++) {
        add(slopes[i], weights[d], differences[d][i]);
      }
      for (int j = 0; j < i; j++) {
        double squared = slopes[i][j];
        covariances[i][j] = scale * Kernel.correlation(squared);
        slopes[i][j] = scale * Kernel.slope(squared);
      }
      covariances[i][i] = scale + noise + errors[i];
    }
    double[][] correlated = new double[n][]; // the factor overwrites its argument
    for (int i = 0; i < n; i++) {
      correlated[i] = covariances[i].clone();
    }
    Optional<Cholesky> definite = Cholesky.factor(covariances);
    if (definite.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Cholesky factor = definite.get();
    double[] whitened = factor.solve(values);
    double[] solution = factor.solveTransposed(whitened);
    double value = factor.logDiagonal() + 0.5 * dot(whitened, whitened);

    double[][] rest = factor.inverse(); // then α αᵀ − K⁻¹, of which the trace takes each pair twice
    double ofScale = 0;
    double ofNoise = 0;
    Arrays.fill(gradient, 0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double element = solution[i] * solution[j] - rest[i][j];
        ofScale += element * correlated[i][j];
        rest[i][j] = element * slopes[i][j];
      }
      double element = solution[i] * solution[i] - rest[i][i];
      ofScale += 0.5 * element * scale;
      ofNoise += 0.5 * element;
      for (int d = 0; d < axes; d++) {
        gradient[d] -= dot(rest[i], differences[d][i]) * weights[d];
      }
    }
    gradient[axes] = -ofScale;
    gradient[axes + 1] = -ofNoise * freeNoise;

    for (int d = 0; d < axes; d++) {
      value += 0.1 / weights[d] + 0.1 * weights[d];
      gradient[d] += -0.1 / weights[d] + 0.1 * weights[d];
    }
    value -= x[axes] - scale + 0.1 * StrictMath.log(noise) - 30 * noise;
    gradient[axes] -= 1 - scale;
    gradient[axes + 1] -= (0.1 / noise - 30) * freeNoise;
    return value;
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
