package dev.lambdasweep.core.linalg;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.ShortPointer;

/**
 * A matrix of {@link Bfloat16} outside Java's heap: an operand of products, half as large as one of
 * float32.
 */
public final class Bfloat16Matrix extends NativeOperand {
  /**
   * A matrix of zeros.
   *
   * @throws OutOfMemoryError if all matrices together would exceed the limit of {@link
   *     NativeMemory}
   */
  public Bfloat16Matrix(int rows, int columns) {
    super(rows, columns, Short.BYTES, ShortPointer::new);
  }

  private Bfloat16Matrix(Bfloat16Matrix whole, int row, int column, int rows, int columns) {
    super(whole, row, column, rows, columns);
  }

  @Override
  memory.data_type type() {
    return memory.data_type.bf16;
  }

  @Override
  Bfloat16Matrix view(int row, int column, int rows, int columns) {
    return new Bfloat16Matrix(this, row, column, rows, columns);
  }
}
