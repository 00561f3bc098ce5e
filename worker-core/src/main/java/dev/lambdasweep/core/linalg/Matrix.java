package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;

import breeze.linalg.DenseMatrix;
import java.util.Arrays;

/**
 * A dense matrix of float32 or float64 numbers, column-major, on breeze's {@link DenseMatrix}. Rows
 * and columns of a matrix can be viewed as matrices without a copy.
 *
 * <p>Products go to {@link Blas}; the other operations are plain loops down the columns, in an
 * order that does not depend on the stride, so that a view and a copy of it give the same bits.
 */
public final class Matrix {
  /** Rows summed at once by {@link #addColumnSums}. */
  private static final int AT_ONCE = 8;

  /** Rows filled at once by {@link #transposeFrom}. */
  private static final int TRANSPOSED_AT_ONCE = 128;

  private final Format format;
  private final DenseMatrix<Object> dense;
  // the array of dense; the field of the other type is empty
  private final float[] floats;
  private final double[] doubles;

  private Matrix(Format format, DenseMatrix<Object> dense) {
    this.format = format;
    this.dense = dense;
    this.floats = dense.data() instanceof float[] array ? array : new float[0];
    this.doubles = dense.data() instanceof double[] array ? array : new double[0];
  }

  /** A matrix of zeros. */
  public static Matrix zeros(Format format, int rows, int columns) {
    require(rows > 0 && columns > 0, "Invalid shape: %s x %s, must be positive", rows, columns);
    Object data =
        switch (format) {
          case FLOAT32 -> new float[Math.multiplyExact(rows, columns)];
          case FLOAT64 -> new double[Math.multiplyExact(rows, columns)];
        };
    return new Matrix(format, new DenseMatrix<Object>(rows, columns, data, 0, rows, false));
  }

  /** A copy with its own storage, possibly in another format. */
  public Matrix copy(Format target) {
    Matrix copy = zeros(target, rows(), columns());
    copy.copyFrom(this);
    return copy;
  }

  /** Breeze's matrix on the same storage. */
  public DenseMatrix<Object> dense() {
    return dense;
  }

  /** Format of the numbers. */
  public Format format() {
    return format;
  }

  /** Number of rows. */
  public int rows() {
    return dense.rows();
  }

  /** Number of columns. */
  public int columns() {
    return dense.cols();
  }

  /** Index of the first number in the array. */
  public int offset() {
    return dense.offset();
  }

  /** Distance in the array from one column to the next. */
  public int stride() {
    return dense.majorStride();
  }

  /** Whether equal rows and columns of both matrices are at equal indices of their arrays. */
  public boolean hasLayoutOf(Matrix other) {
    return rows() == other.rows()
        && columns() == other.columns()
        && offset() == other.offset()
        && stride() == other.stride();
  }

  /**
   * Number of stretches of adjacent numbers in the array: 1 if the columns follow each other
   * without gaps, otherwise one per column. Stretch i begins at offset + i · stride. Loops over
   * long stretches with one index for all arrays are vectorized by the compiler, those over short
   * ones are not.
   */
  public int stretches() {
    return stride() == rows() ? 1 : columns();
  }

  /** Numbers in a stretch. */
  public int stretchLength() {
    return stride() == rows() ? rows() * columns() : rows();
  }

  /**
   * The array of a float32 matrix, shared with its views.
   *
   * @throws IllegalArgumentException if the matrix is float64
   */
  public float[] floats() {
    require(format == Format.FLOAT32, "Invalid format: %s, must be FLOAT32", format);
    return floats;
  }

  /**
   * The array of a float64 matrix, shared with its views.
   *
   * @throws IllegalArgumentException if the matrix is float32
   */
  public double[] doubles() {
    require(format == Format.FLOAT64, "Invalid format: %s, must be FLOAT64", format);
    return doubles;
  }

  /** The number at a row and a column. */
  public double at(int row, int column) {
    int i = offset() + row + column * stride();
    return format == Format.FLOAT32 ? floats[i] : doubles[i];
  }

  /** Sets the number at a row and a column, rounded to the matrix's format. */
  public void set(int row, int column, double value) {
    int i = offset() + row + column * stride();
    if (format == Format.FLOAT32) {
      floats[i] = (float) value;
    } else {
      doubles[i] = value;
    }
  }

  /**
   * Copies part of a column to an array.
   *
   * @param from first row
   * @param to row after the last
   * @param at index of the first number in the array
   */
  public void readColumn(int column, int from, int to, double[] target, int at) {
    int start = offset() + column * stride() + from;
    int count = to - from;
    if (format == Format.FLOAT32) {
      float[] numbers = floats;
      for (int i = 0; i < count; i++) {
        target[at + i] = numbers[start + i];
      }
    } else {
      System.arraycopy(doubles, start, target, at, count);
    }
  }

  /** Overwrites part of a column, rounded to this format; the inverse of {@link #readColumn}. */
  public void writeColumn(int column, int from, int to, double[] numbers, int at) {
    int start = offset() + column * stride() + from;
    int count = to - from;
    if (format == Format.FLOAT32) {
      float[] target = floats;
      for (int i = 0; i < count; i++) {
        target[start + i] = (float) numbers[at + i];
      }
    } else {
      System.arraycopy(numbers, at, doubles, start, count);
    }
  }

  /** Column of the largest number of a row, the first one if there are several. */
  public int columnOfLargest(int row) {
    int best = 0;
    for (int j = 1; j < columns(); j++) {
      best = at(row, j) > at(row, best) ? j : best;
    }
    return best;
  }

  /** View of rows [from, to). */
  public Matrix rows(int from, int to) {
    require(
        0 <= from && from < to && to <= rows(),
        "Invalid rows: [%s, %s), must be in [0, %s)",
        from,
        to,
        rows());
    return view(to - from, columns(), offset() + from);
  }

  /** View of columns [from, to). */
  public Matrix columns(int from, int to) {
    require(
        0 <= from && from < to && to <= columns(),
        "Invalid columns: [%s, %s), must be in [0, %s)",
        from,
        to,
        columns());
    return view(rows(), to - from, offset() + from * stride());
  }

  /** A matrix of another shape over the first numbers of this one's array. */
  public Matrix reshaped(int rows, int columns) {
    require(
        rows > 0 && columns > 0 && (long) rows * columns <= (long) rows() * columns(),
        "Invalid shape: %s x %s, must have at most %s x %s numbers",
        rows,
        columns,
        rows(),
        columns());
    require(offset() == 0, "Invalid matrix: %s, must not be a view", this);
    return new Matrix(format, new DenseMatrix<Object>(rows, columns, dense.data(), 0, rows, false));
  }

  private Matrix view(int rows, int columns, int offset) {
    return new Matrix(
        format, new DenseMatrix<Object>(rows, columns, dense.data(), offset, stride(), false));
  }

  /** Whether an operand is used as it is or transposed. */
  public enum Transpose {
    /** as it is */
    NO,
    /** transposed */
    YES
  }

  /**
   * this = α · op(a) · op(b) + β · this. The storage of this matrix must not overlap with that of a
   * or b.
   *
   * @throws IllegalArgumentException if shapes or precisions disagree
   */
  public void multiply(
      double alpha, Transpose opA, Matrix a, Transpose opB, Matrix b, double beta) {
    boolean transposeA = opA == Transpose.YES;
    boolean transposeB = opB == Transpose.YES;
    int m = transposeA ? a.columns() : a.rows();
    int k = transposeA ? a.rows() : a.columns();
    int inner = transposeB ? b.columns() : b.rows();
    int n = transposeB ? b.rows() : b.columns();
    // checked without require, here and in requireShape: its arguments would be allocated at every
    // call
    if (m != rows() || n != columns() || k != inner) {
      throw new IllegalArgumentException(
          "Invalid product: [%d x %d] · [%d x %d] into [%d x %d], must agree"
              .formatted(m, k, inner, n, rows(), columns()));
    }
    if (a.format != format || b.format != format) {
      throw new IllegalArgumentException(
          "Invalid product: %s · %s into %s, must agree".formatted(a.format, b.format, format));
    }
    switch (format) {
      case FLOAT32 ->
          Blas.instance()
              .gemm(
                  transposeA,
                  transposeB,
                  m,
                  n,
                  k,
                  (float) alpha,
                  a.floats,
                  a.offset(),
                  a.stride(),
                  b.floats,
                  b.offset(),
                  b.stride(),
                  (float) beta,
                  floats,
                  offset(),
                  stride());
      case FLOAT64 ->
          Blas.instance()
              .gemm(
                  transposeA,
                  transposeB,
                  m,
                  n,
                  k,
                  alpha,
                  a.doubles,
                  a.offset(),
                  a.stride(),
                  b.doubles,
                  b.offset(),
                  b.stride(),
                  beta,
                  doubles,
                  offset(),
                  stride());
    }
  }

  /** Copies another matrix's numbers, rounded to this one's format. */
  public void copyFrom(Matrix other) {
    requireShape(other, rows(), columns());
    for (int j = 0; j < columns(); j++) {
      int from = other.offset() + j * other.stride();
      int to = offset() + j * stride();
      if (format != other.format) {
        for (int i = 0; i < rows(); i++) {
          set(i, j, other.at(i, j));
        }
      } else if (format == Format.FLOAT32) {
        System.arraycopy(other.floats, from, floats, to, rows());
      } else {
        System.arraycopy(other.doubles, from, doubles, to, rows());
      }
    }
  }

  /** Copies another matrix's transpose, of this format. */
  public void transposeFrom(Matrix other) {
    requireShape(other, columns(), rows());
    // few rows at a time, so that the other's lines are still in the cache for the next column
    for (int first = 0; first < rows(); first += TRANSPOSED_AT_ONCE) {
      int last = Math.min(first + TRANSPOSED_AT_ONCE, rows());
      for (int j = 0; j < columns(); j++) {
        int from = other.offset() + j;
        int to = offset() + j * stride();
        for (int i = first; i < last; i++) {
          if (format == Format.FLOAT32) {
            floats[to + i] = other.floats[from + i * other.stride()];
          } else {
            doubles[to + i] = other.doubles[from + i * other.stride()];
          }
        }
      }
    }
  }

  /** this = α · this; α = 0 gives zeros whatever the previous numbers. */
  public void scale(double alpha) {
    for (int j = 0; j < stretches(); j++) {
      int start = offset() + j * stride();
      int end = start + stretchLength();
      if (format == Format.FLOAT32) {
        float factor = (float) alpha;
        for (int i = start; i < end; i++) {
          floats[i] = factor == 0 ? 0 : factor * floats[i];
        }
      } else {
        for (int i = start; i < end; i++) {
          doubles[i] = alpha == 0 ? 0 : alpha * doubles[i];
        }
      }
    }
  }

  /** this = α · this + other, which has the layout of this. */
  public void scaleAndAdd(double alpha, Matrix other) {
    requireLayout(other);
    for (int j = 0; j < stretches(); j++) {
      int start = offset() + j * stride();
      int end = start + stretchLength();
      if (format == Format.FLOAT32) {
        float factor = (float) alpha;
        float[] summands = other.floats;
        for (int i = start; i < end; i++) {
          floats[i] = factor * floats[i] + summands[i];
        }
      } else {
        for (int i = start; i < end; i++) {
          doubles[i] = alpha * doubles[i] + other.doubles[i];
        }
      }
    }
  }

  /**
   * Overwrites every number of column j with number j of a vector.
   *
   * @param vector [columns × 1], of this format
   */
  public void fillColumns(Matrix vector) {
    requireShape(vector, columns(), 1);
    for (int j = 0; j < columns(); j++) {
      int start = offset() + j * stride();
      int end = start + rows();
      if (format == Format.FLOAT32) {
        Arrays.fill(floats, start, end, vector.floats[vector.offset() + j]);
      } else {
        Arrays.fill(doubles, start, end, vector.doubles[vector.offset() + j]);
      }
    }
  }

  /**
   * Adds α · (sum of the other's column j) to number j of this vector, in the order of the rows.
   *
   * @param other [any × n]; this is [n × 1]
   */
  public void addColumnSums(double alpha, Matrix other) {
    requireShape(this, other.columns(), 1);
    if (format == Format.FLOAT32) {
      int j = 0;
      for (; j + AT_ONCE <= rows(); j += AT_ONCE) {
        addSumsOfColumns((float) alpha, other, j);
      }
      for (; j < rows(); j++) {
        addSumOfColumn((float) alpha, other, j);
      }
    } else {
      for (int j = 0; j < rows(); j++) {
        int start = other.offset() + j * other.stride();
        double sum = doubles[offset() + j];
        for (int i = start; i < start + other.rows(); i++) {
          sum += alpha * other.doubles[i];
        }
        doubles[offset() + j] = sum;
      }
    }
  }

  /**
   * Sums {@link #AT_ONCE} columns in registers, since each sum is a chain of dependent additions.
   */
  private void addSumsOfColumns(float alpha, Matrix other, int column) {
    float[] numbers = other.floats;
    int at = offset() + column;
    float sum0 = floats[at];
    float sum1 = floats[at + 1];
    float sum2 = floats[at + 2];
    float sum3 = floats[at + 3];
    float sum4 = floats[at + 4];
    float sum5 = floats[at + 5];
    float sum6 = floats[at + 6];
    float sum7 = floats[at + 7];
    int stride = other.stride();
    int from = other.offset() + column * stride;
    int to = from + other.rows();
    for (int i = from; i < to; i++) {
      sum0 += alpha * numbers[i];
      sum1 += alpha * numbers[i + stride];
      sum2 += alpha * numbers[i + 2 * stride];
      sum3 += alpha * numbers[i + 3 * stride];
      sum4 += alpha * numbers[i + 4 * stride];
      sum5 += alpha * numbers[i + 5 * stride];
      sum6 += alpha * numbers[i + 6 * stride];
      sum7 += alpha * numbers[i + 7 * stride];
    }
    floats[at] = sum0;
    floats[at + 1] = sum1;
    floats[at + 2] = sum2;
    floats[at + 3] = sum3;
    floats[at + 4] = sum4;
    floats[at + 5] = sum5;
    floats[at + 6] = sum6;
    floats[at + 7] = sum7;
  }

  private void addSumOfColumn(float alpha, Matrix other, int column) {
    float[] numbers = other.floats;
    int from = other.offset() + column * other.stride();
    float sum = floats[offset() + column];
    for (int i = from; i < from + other.rows(); i++) {
      sum += alpha * numbers[i];
    }
    floats[offset() + column] = sum;
  }

  /** Sum of the squares of all numbers, in float64; not finite if one of them is not. */
  public double sumOfSquares() {
    double sum = 0;
    for (int j = 0; j < columns(); j++) {
      int start = offset() + j * stride();
      int end = start + rows();
      if (format == Format.FLOAT32) {
        for (int i = start; i < end; i++) {
          sum += (double) floats[i] * floats[i];
        }
      } else {
        for (int i = start; i < end; i++) {
          sum += doubles[i] * doubles[i];
        }
      }
    }
    return sum;
  }

  /** Checked without {@code require}, whose arguments would be allocated at every update. */
  void requireLayout(Matrix other) {
    if (!hasLayoutOf(other) || other.format != format) {
      throw new IllegalArgumentException(
          "Invalid other: %s, must have the shape, offset, stride and format of %s"
              .formatted(other, this));
    }
  }

  private void requireShape(Matrix matrix, int rows, int columns) {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw new IllegalArgumentException(
          "Invalid shape: %d x %d, must be %d x %d"
              .formatted(matrix.rows(), matrix.columns(), rows, columns));
    }
  }

  @Override
  public String toString() {
    return "Matrix[" + rows() + " x " + columns() + ", " + format + "]";
  }
}
