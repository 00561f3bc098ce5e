package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A float32 matrix outside Java's heap, for {@link OneDnn}, which uses it without a copy and
 * without blocking the garbage collector.
 */
public final class NativeMatrix extends NativeOperand {
  private final OneDnn oneDnn;
  private final FloatBuffer floats;

  /**
   * A matrix of zeros.
   *
   * @throws OutOfMemoryError if all matrices together would exceed the limit of {@link
   *     NativeMemory}
   */
  public NativeMatrix(OneDnn oneDnn, int rows, int columns) {
    super(rows, columns, Float.BYTES, FloatPointer::new);
    this.oneDnn = oneDnn;
    floats = start().asBuffer();
  }

  private NativeMatrix(NativeMatrix whole, int row, int column, int rows, int columns) {
    super(whole, row, column, rows, columns);
    oneDnn = whole.oneDnn;
    floats = start().asBuffer();
  }

  /** The library that computes its products. */
  OneDnn oneDnn() {
    return oneDnn;
  }

  @Override
  memory.data_type type() {
    return memory.data_type.f32;
  }

  @Override
  FloatPointer start() {
    return (FloatPointer) super.start();
  }

  @Override
  NativeMatrix view(int row, int column, int rows, int columns) {
    return new NativeMatrix(this, row, column, rows, columns);
  }

  @Override
  public NativeMatrix rows(int from, int to) {
    return (NativeMatrix) super.rows(from, to);
  }

  @Override
  public NativeMatrix columns(int from, int to) {
    return (NativeMatrix) super.columns(from, to);
  }

  /** Copies numbers of a row, starting at a column, to an array, starting at an offset. */
  public void read(int row, int column, float[] target, int offset, int length) {
    floats.get(row * stride() + column, target, offset, length);
  }

  /** Overwrites numbers of a row; the inverse of {@link #read}. */
  public void write(int row, int column, float[] source, int offset, int length) {
    floats.put(row * stride() + column, source, offset, length);
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
        rows(),
        columns(),
        transposeA ? a.rows() : a.columns(),
        a.start(),
        a.stride(),
        b.start(),
        b.stride(),
        (float) beta,
        start(),
        stride());
  }
}
