package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import breeze.linalg.DenseMatrix;
import breeze.linalg.operators.HasOps$;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.random.Philox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, NO, NO", "FLOAT32, YES, NO", "FLOAT32, NO, YES", "FLOAT32, YES, YES",
    "FLOAT64, NO, NO", "FLOAT64, YES, NO", "FLOAT64, NO, YES", "FLOAT64, YES, YES"
  })
  void multipliesViewsAsThreeLoopsDo(Format format, Transpose opA, Transpose opB) {
    int m = 7;
    int n = 5;
    int k = 11;
    Matrix a = random(format, 20, 20, 1);
    Matrix b = random(format, 20, 20, 2);
    a = opA == Transpose.YES ? a.rows(3, 3 + k).columns(2, 2 + m) : view(a, 3, m, 2, k);
    b = opB == Transpose.YES ? view(b, 1, n, 4, k) : view(b, 4, k, 1, n);
    Matrix c = random(format, 20, 20, 3);
    Matrix before = c.copy(Format.FLOAT64);
    view(c, 2, m, 6, n).multiply(0.5, opA, a, opB, b, -2);

    double tolerance = format == Format.FLOAT32 ? 1e-5 : 1e-14;
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 20; j++) {
        double expected = before.at(i, j);
        if (i >= 2 && i < 2 + m && j >= 6 && j < 6 + n) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            sum += at(a, opA, i - 2, l) * at(b, opB, l, j - 6);
          }
          expected = 0.5 * sum - 2 * expected;
        }
        assertThat(c.at(i, j)).isCloseTo(expected, within(tolerance));
      }
    }
  }

  @Test
  void multipliesAsBreezeDoes() {
    Matrix a = random(Format.FLOAT32, 30, 40, 1);
    Matrix b = random(Format.FLOAT32, 40, 20, 2);
    Matrix c = Matrix.zeros(Format.FLOAT32, 30, 20);
    c.multiply(1, Transpose.NO, a, Transpose.NO, b, 0);
    DenseMatrix<?> product =
        (DenseMatrix<?>)
            HasOps$.MODULE$.impl_OpMulMatrix_DM_DM_eq_DM_Float().apply(a.dense(), b.dense());
    assertThat((float[]) product.data()).containsExactly(c.floats());
  }

  @Test
  void runsOnTheBundledLibrary() {
    assertThat(Blas.instance().isNative()).isTrue();
    assertThat(Blas.instance().name()).startsWith("OpenBLAS ");
  }

  @Test
  void refusesProductsOfOtherShapes() {
    Matrix a = Matrix.zeros(Format.FLOAT32, 2, 3);
    assertThatThrownBy(() -> a.multiply(1, Transpose.NO, a, Transpose.NO, a, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid product: [2 x 3] · [2 x 3] into [2 x 3], must agree");
  }

  @Test
  void refusesProductsOfOtherPrecisions() {
    Matrix a = Matrix.zeros(Format.FLOAT32, 3, 3);
    Matrix b = Matrix.zeros(Format.FLOAT64, 3, 3);
    assertThatThrownBy(() -> a.multiply(1, Transpose.NO, a, Transpose.NO, b, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid product: FLOAT32 · FLOAT64 into FLOAT32, must agree");
  }

  @Test
  void refusesViewsBeyondItsEdges() {
    Matrix a = Matrix.zeros(Format.FLOAT32, 3, 4);
    assertThatThrownBy(() -> a.rows(1, 4)).hasMessage("Invalid rows: [1, 4), must be in [0, 3)");
    assertThatThrownBy(() -> a.columns(2, 2))
        .hasMessage("Invalid columns: [2, 2), must be in [0, 4)");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void copiesTheTransposeOfAView(Format format) {
    Matrix view = view(random(format, 20, 310, 1), 2, 9, 5, 300);
    Matrix target = Matrix.zeros(format, 304, 12);
    view(target, 3, 300, 1, 9).transposeFrom(view);
    for (int i = 0; i < 304; i++) {
      for (int j = 0; j < 12; j++) {
        boolean inside = i >= 3 && i < 303 && j >= 1 && j < 10;
        assertThat(target.at(i, j)).isEqualTo(inside ? view.at(j - 1, i - 3) : 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void fillsTheColumnsOfAView(Format format) {
    Matrix whole = random(format, 5, 4, 8);
    Matrix before = whole.copy(format);
    Matrix vector = random(format, 4, 1, 7).rows(1, 3);
    view(whole, 2, 2, 1, 2).fillColumns(vector);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        boolean inside = i >= 2 && i < 4 && j >= 1 && j < 3;
        assertThat(whole.at(i, j)).isEqualTo(inside ? vector.at(j - 1, 0) : before.at(i, j));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void scalesAndAdds(Format format) {
    Matrix a = column(format, 2, -4);
    a.scaleAndAdd(0.5, column(format, 10, 20));
    assertThat(numbers(a)).containsExactly(11, 18);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void sharesItsFirstNumbersWithAnotherShape(Format format) {
    Matrix a = random(format, 5, 4, 8);
    Matrix b = a.reshaped(3, 2);
    assertThat(numbers(b)).containsExactly(Arrays.copyOf(numbers(a), 6));
    b.set(1, 1, 77);
    assertThat(a.at(4, 0)).isEqualTo(77);
  }

  @Test
  void refusesAShapeThatItHasNoNumbersFor() {
    Matrix a = Matrix.zeros(Format.FLOAT32, 3, 4);
    assertThatThrownBy(() -> a.reshaped(13, 1))
        .hasMessage("Invalid shape: 13 x 1, must have at most 3 x 4 numbers");
    assertThatThrownBy(() -> a.columns(1, 3).reshaped(2, 1))
        .hasMessage("Invalid matrix: Matrix[3 x 2, FLOAT32], must not be a view");
  }

  @Test
  void refusesSummandsOfAnotherLayout() {
    Matrix a = Matrix.zeros(Format.FLOAT32, 3, 3);
    Matrix column = Matrix.zeros(Format.FLOAT32, 2, 1);
    assertThatThrownBy(() -> a.scaleAndAdd(1, a.columns(1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid other: Matrix[3 x 2, FLOAT32], must have the shape, offset, stride and"
                + " format of Matrix[3 x 3, FLOAT32]");
    assertThatThrownBy(() -> a.fillColumns(column))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid shape: 2 x 1, must be 3 x 1");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsAndWritesPartOfAColumn(Format format) {
    Matrix a = random(format, 5, 3, 5);
    Matrix before = a.copy(format);
    double[] column = {7, 0, 0, 8};
    a.rows(1, 5).readColumn(2, 1, 3, column, 1);
    assertThat(column).containsExactly(7, before.at(2, 2), before.at(3, 2), 8);
    // 1 + 2^-30 is no float
    a.rows(1, 5).writeColumn(2, 1, 3, new double[] {9, 1 + 0x1p-30, -5}, 1);
    assertThat(a.at(2, 2)).isEqualTo(format == Format.FLOAT64 ? 1 + 0x1p-30 : 1);
    assertThat(a.at(3, 2)).isEqualTo(-5);
    a.rows(1, 5).writeColumn(2, 1, 3, column, 1);
    assertThat(numbers(a)).containsExactly(numbers(before));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void addsTheSumsOfAViewsColumns(Format format) {
    Matrix a = Matrix.zeros(format, 3, 2);
    a.set(1, 0, 2);
    a.set(1, 1, 5);
    a.set(2, 1, -4);
    Matrix sums = Matrix.zeros(format, 2, 1);
    sums.set(0, 0, 1);
    sums.addColumnSums(-2, a.rows(1, 3));
    assertThat(numbers(sums)).containsExactly(-3, -2);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void sumsColumnsFromTheFirstRowOnForAnyNumberOfThem(Format format) {
    for (int columns = 1; columns <= 33; columns++) {
      Matrix a = random(format, 102, columns, columns).rows(1, 101);
      Matrix sums = random(format, columns, 1, 50);
      Matrix expected = sums.copy(format);
      for (int j = 0; j < columns; j++) {
        for (int i = 0; i < 100; i++) {
          double product = rounded(format, rounded(format, 0.3) * a.at(i, j));
          expected.set(j, 0, expected.at(j, 0) + product);
        }
      }
      sums.addColumnSums(0.3, a);
      assertThat(numbers(sums)).containsExactly(numbers(expected));
    }
  }

  private static double rounded(Format format, double number) {
    return format == Format.FLOAT32 ? (float) number : number;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void findsTheFirstOfTheLargestOfAViewsRow(Format format) {
    Matrix a = Matrix.zeros(format, 1, 6);
    double[] row = {9, -3, -1, -2, -1, 7};
    for (int j = 0; j < row.length; j++) {
      a.set(0, j, row[j]);
    }
    assertThat(a.columns(1, 5).columnOfLargest(0)).isEqualTo(1);
    assertThat(a.columnOfLargest(0)).isEqualTo(0);
    assertThat(a.columns(1, 6).columnOfLargest(0)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void scalingByZeroGivesZeros(Format format) {
    Matrix a = column(format, Double.NaN, Double.POSITIVE_INFINITY, 1);
    a.scale(0);
    assertThat(numbers(a)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void sumsSquaresOfAView(Format format) {
    Matrix a = column(format, 3, 4, 100);
    assertThat(a.rows(0, 2).sumOfSquares()).isEqualTo(25);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void copiesAViewIntoAStorageOfItsOwn(Format format) {
    Matrix a = random(format, 4, 4, 9);
    Matrix copy = view(a, 1, 2, 1, 3).copy(format);
    double kept = copy.at(0, 0);
    a.set(1, 1, 77);
    assertThat(copy.at(0, 0)).isEqualTo(kept);
    assertThat(copy.at(1, 2)).isEqualTo(a.at(2, 3));
  }

  private static Matrix view(Matrix matrix, int row, int rows, int column, int columns) {
    return matrix.rows(row, row + rows).columns(column, column + columns);
  }

  private static double at(Matrix matrix, Transpose op, int i, int j) {
    return op == Transpose.YES ? matrix.at(j, i) : matrix.at(i, j);
  }

  private static Matrix column(Format format, double... values) {
    Matrix column = Matrix.zeros(format, values.length, 1);
    for (int i = 0; i < values.length; i++) {
      column.set(i, 0, values[i]);
    }
    return column;
  }

  private static Matrix random(Format format, int rows, int columns, long seed) {
    Philox random = new Philox(seed, 0);
    Matrix matrix = Matrix.zeros(format, rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        matrix.set(i, j, random.nextGaussian());
      }
    }
    return matrix;
  }

  private static double[] numbers(Matrix matrix) {
    double[] numbers = new double[matrix.rows() * matrix.columns()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = matrix.at(i % matrix.rows(), i / matrix.rows());
    }
    return numbers;
  }
}
