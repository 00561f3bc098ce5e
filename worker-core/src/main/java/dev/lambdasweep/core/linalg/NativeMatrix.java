package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.nio.FloatBuffer;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense float32 matrix outside of Java's heap, row-major, for {@link OneDnn}, which takes it
 * without a copy and without holding up the garbage collector. Rows and columns of a matrix can be
 * looked at as matrices of their own, without a copy; they live as long as the matrix.
 *
 * <p>Rows begin at multiples of 64 bytes, an odd number of them apart, so that equal columns of
 * neighbouring rows do not fall into the same lines of the processor's cache: products with rows
 * just 12 KiB apart take up to three times as long.
 */
public final class NativeMatrix implements AutoCloseable {
  /** Fewest columns for which {@link OneDnn#keepsBitsOfColumns} speaks. */
  public static final int LEAST_COLUMNS = 16;

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
   * @throws OutOfMemoryError if all matrices together would take more than {@link NativeMemory}
   *     allows
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
                  "Cannot hold a matrix of %d x %d (%d MB) outside of the heap: all such may take %d MB,"
                      + " what the largest heap leaves of the memory (train smaller networks, or"
                      + " fewer at a time)",
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

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** Distance from a row to the next, in floats. */
  int stride() {
    return stride;
  }

  /** Where the first row begins. */
  FloatPointer start() {
    return start;
  }

  /** View of rows [from, to). */
  public NativeMatrix rows(int from, int to) {
    require(
        0 <= from && from < to && to <= rows,
        "Invalid rows: [%s, %s), must lie in [0, %s)",
        from,
        to,
        rows);
    return new NativeMatrix(this, from, 0, to - from, columns);
  }

  /** View of columns [from, to). */
  public NativeMatrix columns(int from, int to) {
    require(
        0 <= from && from < to && to <= columns,
        "Invalid columns: [%s, %s), must lie in [0, %s)",
        from,
        to,
        columns);
    return new NativeMatrix(this, 0, from, rows, to - from);
  }

  /** Copies numbers of a row, from a column on, to an array, from an offset on. */
  public void read(int row, int column, float[] target, int offset, int length) {
    floats.get(row * stride + column, target, offset, length);
  }

  /** Overwrites numbers of a row, as {@link #read} reads them. */
  public void write(int row, int column, float[] source, int offset, int length) {
    floats.put(row * stride + column, source, offset, length);
  }

  /**
   * this = op(a) · op(b) + β · this. The storage of this must not overlap with a's or b's.
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public void multiply(Transpose opA, NativeMatrix a, Transpose opB, NativeMatrix b, double beta) {
    boolean transposeA = opA == Transpose.YES;
    boolean transposeB = opB == Transpose.YES;
    int m = transposeA ? a.columns : a.rows;
    int k = transposeA ? a.rows : a.columns;
    int inner = transposeB ? b.columns : b.rows;
    int n = transposeB ? b.rows : b.columns;
    if (m != rows || n != columns || k != inner) {
      // checked by hand: the arguments of a require would be allocated at every update
      throw new IllegalArgumentException(
          "Invalid product: [%d x %d] · [%d x %d] into [%d x %d], must agree"
              .formatted(m, k, inner, n, rows, columns));
    }
    oneDnn.gemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.start,
        a.stride,
        b.start,
        b.stride,
        (float) beta,
        start,
        stride);
  }

  /** Frees the memory of the whole matrix, which must not be used again. */
  @Override
  public void close() {
    memory.close();
  }
}
