package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;

import java.util.function.LongFunction;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/**
 * A dense, row-major matrix outside Java's heap that {@link NativeProduct} can read. Rows and
 * columns of a matrix can be viewed as matrices without a copy; views are valid as long as the
 * matrix.
 *
 * <p>Rows begin at multiples of 64 bytes and are an odd number of these apart, so that equal
 * columns of neighbouring rows do not map to the same lines of the processor's cache: products with
 * rows exactly 12 KiB apart take up to three times as long.
 */
public abstract sealed class NativeOperand implements AutoCloseable
    permits NativeMatrix, Bfloat16Matrix {
  /** Bytes of a line of the processor's cache. */
  private static final int LINE = 64;

  private final int rows;
  private final int columns;
  private final int stride;
  private final Pointer memory;
  private final Pointer start;

  /**
   * A matrix of zeros.
   *
   * @param bytes bytes of a number
   * @param allocation allocates so many numbers
   * @throws OutOfMemoryError if all matrices together would exceed the limit of {@link
   *     NativeMemory}
   */
  NativeOperand(int rows, int columns, int bytes, LongFunction<? extends Pointer> allocation) {
    require(rows > 0 && columns > 0, "Invalid shape: %s x %s, must be positive", rows, columns);
    this.rows = rows;
    this.columns = columns;
    stride = stride(columns, bytes);
    long length = Math.multiplyExact(rows, stride);
    memory = NativeMemory.allocate(rows, columns, length + LINE / bytes, bytes, allocation);
    memory.fill(0);
    start = memory.getPointer((-memory.address() & LINE - 1) / bytes).capacity(length);
  }

  /** A view. */
  NativeOperand(NativeOperand whole, int row, int column, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    stride = whole.stride;
    memory = whole.memory;
    long offset = (long) row * stride + column;
    start = whole.start.getPointer(offset).capacity((long) (rows - 1) * stride + columns);
  }

  /** Distance of rows of so many columns, in numbers of so many bytes. */
  static int stride(int columns, int bytes) {
    int line = LINE / bytes;
    return ((columns + line - 1) / line | 1) * line;
  }

  /** Number of rows. */
  public final int rows() {
    return rows;
  }

  /** Number of columns. */
  public final int columns() {
    return columns;
  }

  /** Distance from one row to the next, in numbers. */
  final int stride() {
    return stride;
  }

  /** Pointer to the beginning of the first row. */
  Pointer start() {
    return start;
  }

  /** Format of the numbers. */
  abstract memory.data_type type();

  /** View of a part. */
  abstract NativeOperand view(int row, int column, int rows, int columns);

  /** View of rows [from, to). */
  public NativeOperand rows(int from, int to) {
    requireRange("rows", from, to, rows);
    return view(from, 0, to - from, columns);
  }

  /** View of columns [from, to). */
  public NativeOperand columns(int from, int to) {
    requireRange("columns", from, to, columns);
    return view(0, from, rows, to - from);
  }

  private static void requireRange(String name, int from, int to, int size) {
    require(
        0 <= from && from < to && to <= size,
        "Invalid %s: [%s, %s), must be in [0, %s)",
        name,
        from,
        to,
        size);
  }

  /** Frees the memory of the whole matrix, which must not be used again. */
  @Override
  public final void close() {
    memory.close();
  }
}
