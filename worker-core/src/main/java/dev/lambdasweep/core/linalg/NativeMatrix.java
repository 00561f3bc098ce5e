package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A dense, row-major float32 matrix outside Java's heap, for {@link OneDnn}, which uses it without
 * a copy and without blocking the garbage collector. Rows and columns of a matrix can be viewed as
 * matrices without a copy; views are valid as long as the matrix.
 *
 * <p>Rows begin at multiples of 64 bytes and are an odd number of these apart, so that equal
 * columns of neighbouring rows do not map to the same lines of the processor's cache: products with
 * rows exactly 12 KiB apart take up to three times as long.
 */
public final class NativeMatrix implements NativeOperand {
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
    stride = stride(columns);
    int length = Math.multiplyExact(rows, stride);
    memory =
        NativeMemory.allocate(rows, columns, (long) length + LINE, Float.BYTES, FloatPointer::new)
            .fill(0);
    start = memory.getPointer((-memory.address() & 63) / Float.BYTES).capacity(length);
    floats = start.asBuffer();
  }

  /** Distance of rows of so many columns. */
  static int stride(int columns) {
    return stride(columns, LINE);
  }

  /**
   * Distance of rows in numbers: an odd number of lines of the cache, with room for the columns.
   */
  static int stride(int columns, int line) {
    return ((columns + line - 1) / line | 1) * line;
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

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int stride() {
    return stride;
  }

  @Override
  public memory.data_type type() {
    return org.bytedeco.dnnl.memory.data_type.f32;
  }

  @Override
  public FloatPointer start() {
    return start;
  }

  @Override
  public NativeMatrix rows(int from, int to) {
    requireRange("rows", from, to, rows);
    return new NativeMatrix(this, from, 0, to - from, columns);
  }

  @Override
  public NativeMatrix columns(int from, int to) {
    requireRange("columns", from, to, columns);
    return new NativeMatrix(this, 0, from, rows, to - from);
  }

  static void requireRange(String name, int from, int to, int size) {
    require(
        0 <= from && from < to && to <= size,
        "Invalid %s: [%s, %s), must be in [0, %s)",
        name,
        from,
        to,
        size);
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
    NativeProduct.requireProduct(this, opA, a, opB, b);
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

  @Override
  public void close() {
    memory.close();
  }
}
