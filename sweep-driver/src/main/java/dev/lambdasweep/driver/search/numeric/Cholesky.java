package dev.lambdasweep.driver.search.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cholesky factor L of a positive definite matrix A = L Lᵀ, which can be extended by a row.
 *
 * <p>Rows of a lower triangle are arrays of lengths 1, 2, …, n. Inner loops add a multiple of one
 * row to another, which a compiler may vectorize without changing the order in which any element is
 * summed.
 */
public final class Cholesky {
  private final List<double[]> rows;

  private Cholesky(List<double[]> rows) {
    this.rows = rows;
  }

  /**
   * Factors a matrix.
   *
   * @param lower [n] rows of its lower triangle; overwritten with the factor, which keeps them
   * @return the factor; empty if the matrix is not positive definite
   */
  public static Optional<Cholesky> factor(double[][] lower) {
    int n = lower.length;
    double[] column = new double[n];
    for (int k = 0; k < n; k++) {
      double pivot = lower[k][k];
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        return Optional.empty();
      }
      double root = Math.sqrt(pivot);
      lower[k][k] = root;
      for (int i = k + 1; i < n; i++) {
        column[i] = lower[i][k] / root;
        lower[i][k] = column[i];
      }
      for (int i = k + 1; i < n; i++) {
        double[] row = lower[i];
        double factor = column[i];
        for (int j = k + 1; j <= i; j++) {
          row[j] -= factor * column[j];
        }
      }
    }
    return Optional.of(new Cholesky(new ArrayList<>(List.of(lower))));
  }

  /** Number of rows, n. */
  public int size() {
    return rows.size();
  }

  /**
   * A row of the factor.
   *
   * @return [i + 1], not a copy
   */
  public double[] row(int i) {
    return rows.get(i);
  }

  /**
   * Extends the factor to that of a matrix with one more row.
   *
   * @param below [n] elements of the new row before the diagonal
   * @param diagonal element on the diagonal
   * @return whether the larger matrix is positive definite; if not, the factor stays as it was
   */
  public boolean extend(double[] below, double diagonal) {
    double[] row = Arrays.copyOf(solve(below), size() + 1);
    double pivot = diagonal;
    for (int k = 0; k < size(); k++) {
      pivot -= row[k] * row[k];
    }
    if (!(pivot > 0)) {
      return false;
    }
    row[size()] = Math.sqrt(pivot);
    rows.add(row);
    return true;
  }

  /**
   * Solves L x = b.
   *
   * @param b [n], not changed
   * @return [n]
   */
  public double[] solve(double[] b) {
    double[] x = new double[size()];
    for (int i = 0; i < x.length; i++) {
      double[] row = row(i);
      x[i] = (b[i] - dot(row, x, i)) / row[i];
    }
    return x;
  }

  /**
   * Solves Lᵀ x = b.
   *
   * @param b [n], not changed
   * @return [n]
   */
  public double[] solveTransposed(double[] b) {
    double[] x = Arrays.copyOf(b, size());
    for (int i = x.length - 1; i >= 0; i--) {
      double[] row = row(i);
      x[i] /= row[i];
      double factor = x[i];
      for (int j = 0; j < i; j++) {
        x[j] -= factor * row[j];
      }
    }
    return x;
  }

  /** Sum of the logarithms on the factor's diagonal: half of the matrix's log determinant. */
  public double logDiagonal() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += StrictMath.log(row(i)[i]);
    }
    return sum;
  }

  /**
   * The inverse of the matrix.
   *
   * @return [n] rows of its lower triangle
   */
  public double[][] inverse() {
    int n = size();
    double[][] inverse = new double[n][];
    double[][] factor = new double[n][]; // of L
    for (int i = 0; i < n; i++) {
      double[] row = row(i);
      double[] result = new double[i + 1];
      for (int k = 0; k < i; k++) {
        double multiple = row[k];
        double[] other = factor[k];
        for (int j = 0; j <= k; j++) {
          result[j] -= multiple * other[j];
        }
      }
      for (int j = 0; j < i; j++) {
        result[j] /= row[i];
      }
      result[i] = 1 / row[i];
      factor[i] = result;
      inverse[i] = new double[i + 1];
    }
    for (double[] row : factor) {
      for (int i = 0; i < row.length; i++) {
        double multiple = row[i];
        double[] result = inverse[i];
        for (int j = 0; j <= i; j++) {
          result[j] += multiple * row[j];
        }
      }
    }
    return inverse;
  }

  /** Scalar product of the first n elements, as four sums that do not wait for each other. */
  private static double dot(double[] a, double[] b, int n) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
      sum0 += a[i] * b[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
