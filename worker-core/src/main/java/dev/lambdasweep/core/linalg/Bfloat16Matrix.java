package dev.lambdasweep.core.linalg;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.ShortPointer;

/**
 * A dense, row-major matrix of {@link Bfloat16} outside Java's heap: an operand of products, half
 * as large as one of float32. Rows are laid out as those of a {@link NativeMatrix}.
 */
public final class Bfloat16Matrix implements NativeOperand {
  private static final int LINE = 64 / Short.BYTES;

  private final int rows;
  private final int columns;
  private final int stride;
  private final ShortPointer memory;
  private final ShortPointer start;

  /**
   * A matrix of zeros.
   *
   * @throws OutOfMemoryError if all matrices together would exceed the limit of {@link
   *     NativeMemory}
   */
  public Bfloat16Matrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    stride = NativeMatrix.stride(columns, LINE);
    int length = Math.multiplyExact(rows, stride);
    memory =
        NativeMemory.allocate(rows, columns, (long) length + LINE, Short.BYTES, ShortPointer::new)
            .fill(0);
    start = memory.getPointer((-memory.address() & 63) / Short.BYTES).capacity(length);
  }

  private Bfloat16Matrix(Bfloat16Matrix whole, int row, int column, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    stride = whole.stride;
    memory = whole.memory;
    long offset = (long) row * stride + column;
    start = whole.start.getPointer(offset).capacity((long) (rows - 1) * stride + columns);
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
  public ShortPointer start() {
    return start;
  }

  @Override
  public memory.data_type type() {
    return org.bytedeco.dnnl.memory.data_type.bf16;
  }

  @Override
  public Bfloat16Matrix rows(int from, int to) {
    NativeMatrix.requireRange("rows", from, to, rows);
    return new Bfloat16Matrix(this, from, 0, to - from, columns);
  }

  @Override
  public Bfloat16Matrix columns(int from, int to) {
    NativeMatrix.requireRange("columns", from, to, columns);
    return new Bfloat16Matrix(this, 0, from, rows, to - from);
  }

  @Override
  public void close() {
    memory.close();
  }
}
