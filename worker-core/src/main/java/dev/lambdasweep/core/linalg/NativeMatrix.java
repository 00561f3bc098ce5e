package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.nio.FloatBuffer;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense, row-major float32 matrix outside Java's heap, for {@link OneDnn}, which uses it without
 * a copy and without blocking the garbage collector. Rows and columns of a matrix can be viewed as
 * matrices without a copy; views are valid as long as the matrix.
 *
 * <p>Rows begin at multiples of 64 bytes and are an odd number of these apart, so that equal
 * columns of neighbouring rows do not map to the same lines of the processor's cache: products with
 * rows exactly 12 KiB apart take up to three times as long.
 */
public final class NativeMatrix implements AutoCloseable {
  private static final int LINE = 64 / Float.BYTES;

  private final OneDnn oneDnn;
  private final int rows;
  private final int columns;
  private final int stride;
  private final FloatPointer memory;
  private final FloatPointer start;
  private final FloatBuffer floats;

  /**
   * A matrix of zeros.
   *
   * @throws OutOfMemoryError if all matrices together would exceed the limit of {@link
   *     NativeMemory}
   */
  public NativeMatrix(OneDnn oneDnn, int rows, int columns) {
    require(rows > 0 && columns > 0, "Invalid shape: %s x %s, must be positive", rows, columns);
    this.oneDnn = oneDnn;
    this.rows = rows;
    this.columns = columns;
    stride = ((columns + LINE - 1) / LINE | 1) * LINE;
    int length = Math.multiplyExact(rows, stride);
    memory = allocate(rows, columns, (long) length + LINE).fill(0);
    start = memory.getPointer((-memory.address() & 63) / Float.BYTES).capacity(length);
    floats = start.asBuffer();
  }

  private static FloatPointer allocate(int rows, int columns, long floats) {
    try {
      return new FloatPointer(floats);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError refused =
          new OutOfMemoryError(
              String.format(
                  Locale.ROOT,
                  "Cannot allocate a matrix of %d x %d (%d MB) outside the heap: all such"
                      + " matrices may take %d MB, the memory left by the largest heap (train"
                      + " smaller networks, or fewer at a time)",
                  rows,
                  columns,
                  (floats * Float.BYTES) >> 20,
                  Pointer.maxBytes() >> 20));
      refused.initCause(e);
      throw refused;
    }
  }

  private NativeMatrix(NativeMatrix whole, int row, int column, int rows, int columns) {
    oneDnn = whole.oneDnn;
    this.rows = rows;
    this.columns = columns;
    stride = whole.stride;
    memory = whole.memory;
    long offset = (long) row * stride + column;
    start = whole.start.getPointer(offset).capacity((long) (rows - 1) * stride + columns);
    floats = start.asBuffer();
  }

  /** The library that computes its products. */
  OneDnn oneDnn() {
    return oneDnn;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Distance from one row to the next, in floats. */
  int stride() {
    return stride;
  }

  /** Pointer to the beginning of the first row. */
  FloatPointer start() {
    return start;
  }

  /** View of rows [from, to). */
  public NativeMatrix rows(int from, int to) {
    require(
        0 <= from && from < to && to <= rows,
        "Invalid rows: [%s, %s), must be in [0, %s)",
        from,
        to,
        rows);
    return new NativeMatrix(this, from, 0, to - from, columns);
  }

  /** View of columns [from, to). */
  public NativeMatrix columns(int from, int to) {
    require(
        0 <= from && from < to && to <= columns,
        "Invalid columns: [%s, %s), must be in [0, %s)",
        from,
        to,
        columns);
    return new NativeMatrix(this, 0, from, rows, to - from);
  }

  /** Copies numbers of a row, starting at a column, to an array, starting at an offset. */
  public void read(int row, int column, float[] target, int offset, int length) {
    floats.get(row * stride + column, target, offset, length);
  }

  /** Overwrites numbers of a row; the inverse of {@link #read}. */
  public void write(int row, int column, float[] source, int offset, int length) {
    floats.put(row * stride + column, source, offset, length);
  }

  /**
   * this = op(a) · op(b) + β · this. The storage of this matrix must not overlap with that of a or
   * b.
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public void multiply(Transpose opA, NativeMatrix a, Transpose opB, NativeMatrix b, double beta) {
    requireProduct(opA, a, opB, b);
    boolean transposeA = opA == Transpose.YES;
    oneDnn.gemm(
        transposeA,
        opB == Transpose.YES,
        rows,
        columns,
        transposeA ? a.rows : a.columns,
        a.start,
        a.stride,
        b.start,
        b.stride,
        (float) beta,
        start,
        stride);
  }

  /** Checked without {@code require}, whose arguments would be allocated at every update. */
  void requireProduct(Transpose opA, NativeMatrix a, Transpose opB, NativeMatrix b) {
    int m = opA == Transpose.YES ? a.columns : a.rows;
    int k = opA == Transpose.YES ? a.rows : a.columns;
    int inner = opB == Transpose.YES ? b.columns : b.rows;
    int n = opB == Transpose.YES ? b.rows : b.columns;
    if (m != rows || n != columns || k != inner) {
      throw new IllegalArgumentException(
          "Invalid product: [%d x %d] · [%d x %d] into [%d x %d], must agree"
              .formatted(m, k, inner, n, rows, columns));
    }
  }

  /** Frees the memory of the whole matrix, which must not be used again. */
  @Override
  public void close() {
    memory.close();
  }
}
