package dev.lambdasweep.core.linalg;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/** A dense, row-major matrix outside Java's heap that {@link NativeProduct} can read. */
public sealed interface NativeOperand extends AutoCloseable permits NativeMatrix, Bfloat16Matrix {
  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /** Distance from one row to the next, in numbers. */
  int stride();

  /** Pointer to the beginning of the first row. */
  Pointer start();

  /** Format of the numbers. */
  memory.data_type type();

  /** View of rows [from, to). */
  NativeOperand rows(int from, int to);

  /** View of columns [from, to). */
  NativeOperand columns(int from, int to);

  /** Frees the memory of the whole matrix, which must not be used again. */
  @Override
  void close();
}
