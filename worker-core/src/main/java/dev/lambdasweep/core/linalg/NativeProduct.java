package dev.lambdasweep.core.linalg;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.PointerScope;

/**
 * Products of matrices outside Java's heap, prepared once and computed many times: C = op(A) ·
 * op(B) or C = C + op(A) · op(B). The storage of C must not overlap with that of A or B, and all
 * three must outlive the product.
 *
 * <p>In C [R × B] = W · Xᵀ and in C [R × D] = C + G · X, the bits of a row do not depend on the
 * number of other rows, if R is at least {@link #LEAST_NEURONS}. Determined by experiment, with
 * float32 and the kernels for AVX2 and AVX-512, and with bfloat16 and those for AVX512_BF16: D from
 * 1 to 3,072, B from 1 to 500, and R from 1 to 1,000. The tests repeat the experiment.
 */
public final class NativeProduct {
  /** Fewest rows of C that keep their bits; a single one has kernels of its own. */
  public static final int LEAST_NEURONS = 16;

  private NativeProduct() {}

  /**
   * C = op(A) · op(B).
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeComputation overwriting(
      NativeMatrix c, Transpose opA, NativeOperand a, Transpose opB, NativeOperand b) {
    return compiled(c, opA, a, opB, b, false);
  }

  /**
   * C = C + op(A) · op(B).
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeComputation adding(
      NativeMatrix c, Transpose opA, NativeOperand a, Transpose opB, NativeOperand b) {
    if (c.oneDnn().hasAvx512()
        && a instanceof NativeMatrix left
        && b instanceof NativeMatrix right) {
      // a third faster if C exceeds the cache; but with AVX2, bits depend on the number of rows
      requireProduct(c, opA, a, opB, b);
      return new NativeComputation(() -> c.multiply(opA, left, opB, right, 1), () -> {});
    }
    return compiled(c, opA, a, opB, b, true);
  }

  private static NativeComputation compiled(
      NativeMatrix c,
      Transpose opA,
      NativeOperand a,
      Transpose opB,
      NativeOperand b,
      boolean adding) {
    requireProduct(c, opA, a, opB, b);
    OneDnn oneDnn = c.oneDnn();
    engine processor = oneDnn.processor();
    try (PointerScope scope = new PointerScope()) {
      memory.desc left = descriptor(opA, a);
      memory.desc right = descriptor(opB, b);
      memory.desc target = descriptor(Transpose.NO, c);
      primitive_attr attributes = new primitive_attr();
      if (adding) {
        post_ops sum = new post_ops();
        sum.append_sum();
        attributes.set_post_ops(sum);
      }
      matmul kernel =
          new matmul(new matmul.primitive_desc(processor, left, right, target, attributes, false));
      IntMemoryMap arguments = new IntMemoryMap();
      arguments.put(DNNL_ARG_SRC, new memory(left, processor, a.start()));
      arguments.put(DNNL_ARG_WEIGHTS, new memory(right, processor, b.start()));
      arguments.put(DNNL_ARG_DST, new memory(target, processor, c.start()));
      scope.extend();
      return new NativeComputation(() -> kernel.execute(oneDnn.stream(), arguments), scope::close);
    }
  }

  /** Shape, strides and format of op(matrix). */
  static memory.desc descriptor(Transpose op, NativeOperand matrix) {
    long rows = matrix.rows();
    long columns = matrix.columns();
    return op == Transpose.YES
        ? new memory.desc(
            new long[] {columns, rows}, matrix.type(), new long[] {1, matrix.stride()})
        : new memory.desc(
            new long[] {rows, columns}, matrix.type(), new long[] {matrix.stride(), 1});
  }

  /** Checked without {@code require}, whose arguments would be allocated at every update. */
  static void requireProduct(
      NativeMatrix c, Transpose opA, NativeOperand a, Transpose opB, NativeOperand b) {
    int m = opA == Transpose.YES ? a.columns() : a.rows();
    int k = opA == Transpose.YES ? a.rows() : a.columns();
    int inner = opB == Transpose.YES ? b.columns() : b.rows();
    int n = opB == Transpose.YES ? b.rows() : b.columns();
    if (m != c.rows() || n != c.columns() || k != inner) {
      throw new IllegalArgumentException(
          "Invalid product: [%d x %d] · [%d x %d] into [%d x %d], must agree"
              .formatted(m, k, inner, n, c.rows(), c.columns()));
    }
  }
}
