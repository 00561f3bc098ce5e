package dev.lambdasweep.driver.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  private static final int N = 23;

  /** A Aᵀ + I, whole. */
  private static double[][] matrix() {
    Philox random = new Philox(1, 1);
    double[][] a = new double[N][N];
    for (double[] row : a) {
      for (int j = 0; j < N; j++) {
        row[j] = random.nextDouble() - 0.5;
      }
    }
    double[][] matrix = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        matrix[i][j] = i == j ? 1 : 0;
        for (int k = 0; k < N; k++) {
          matrix[i][j] += a[i][k] * a[j][k];
        }
      }
    }
    return matrix;
  }

  private static double[][] lower(double[][] matrix, int n) {
    double[][] lower = new double[n][];
    for (int i = 0; i < n; i++) {
      lower[i] = Arrays.copyOf(matrix[i], i + 1);
    }
    return lower;
  }

  @Test
  void solvesWhatItFactors() {
    double[][] matrix = matrix();
    Cholesky factor = Cholesky.factor(lower(matrix, N)).orElseThrow();
    double[] b = new double[N];
    b[3] = 1;
    double[] x = factor.solveTransposed(factor.solve(b));
    double[][] inverse = factor.inverse();

    for (int i = 0; i < N; i++) {
      double product = 0;
      for (int j = 0; j < N; j++) {
        product += matrix[i][j] * x[j];
      }
      assertThat(product).isCloseTo(b[i], within(1e-13));
      assertThat(i >= 3 ? inverse[i][3] : inverse[3][i]).isCloseTo(x[i], within(1e-13));
    }
  }

  @Test
  void extendsToTheFactorOfTheLargerMatrix() {
    double[][] matrix = matrix();
    Cholesky whole = Cholesky.factor(lower(matrix, N)).orElseThrow();
    Cholesky extended = Cholesky.factor(lower(matrix, N - 2)).orElseThrow();
    for (int i = N - 2; i < N; i++) {
      assertThat(extended.extend(matrix[i], matrix[i][i])).isTrue();
    }

    assertThat(extended.size()).isEqualTo(N);
    for (int i = 0; i < N; i++) {
      assertThat(extended.row(i)).containsExactly(whole.row(i), within(1e-13));
    }
    assertThat(extended.logDiagonal()).isCloseTo(whole.logDiagonal(), within(1e-12));
  }

  @Test
  void tellsThatAMatrixIsNotPositiveDefinite() {
    assertThat(Cholesky.factor(new double[][] {{1}, {2, 1}})).isEmpty();
    Cholesky one = Cholesky.factor(new double[][] {{1}}).orElseThrow();
    assertThat(one.extend(new double[] {2}, 1)).isFalse();
    assertThat(one.size()).isEqualTo(1);
  }
}
