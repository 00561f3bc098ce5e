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
 * A product of matrices outside Java's heap, prepared once and computed many times: C = op(A) ·
 * op(B) or C = C + op(A) · op(B). The storage of C must not overlap with that of A or B, and all
 * three must outlive the product.
 *
 * <p>In C [B × R] = X · Wᵀ, the bits of a column do not depend on the number of other columns, and
 * in C [R × D] = C + Gᵀ · X, those of a row do not depend on the number of other rows, if R is at
 * least {@link #LEAST_NEURONS}. Determined by experiment, with the kernels for AVX2 and for
 * AVX-512: D from 1 to 3,072, B from 1 to 500, and R from 1 to 1,000. The tests repeat the
 * experiment.
 */
public final class NativeProduct implements AutoCloseable {
  /** Fewest columns or rows of C that keep their bits; a single one has kernels of its own. */
  public static final int LEAST_NEURONS = 16;

  private final Runnable computation;
  private final Runnable release;

  private NativeProduct(Runnable computation, Runnable release) {
    this.computation = computation;
    this.release = release;
  }

  /**
   * C = op(A) · op(B).
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeProduct overwriting(
      NativeMatrix c, Transpose opA, NativeMatrix a, Transpose opB, NativeMatrix b) {
    return compiled(c, opA, a, opB, b, false);
  }

  /**
   * C = C + op(A) · op(B).
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeProduct adding(
      NativeMatrix c, Transpose opA, NativeMatrix a, Transpose opB, NativeMatrix b) {
    if (c.oneDnn().hasAvx512()) {
      // a third faster if C exceeds the cache; but with AVX2, bits depend on the number of rows
      c.requireProduct(opA, a, opB, b);
      return new NativeProduct(() -> c.multiply(opA, a, opB, b, 1), () -> {});
    }
    return compiled(c, opA, a, opB, b, true);
  }

  private static NativeProduct compiled(
      NativeMatrix c,
      Transpose opA,
      NativeMatrix a,
      Transpose opB,
      NativeMatrix b,
      boolean adding) {
    c.requireProduct(opA, a, opB, b);
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
      return new NativeProduct(() -> kernel.execute(oneDnn.stream(), arguments), scope::close);
    }
  }

  /** Shape and strides of op(matrix). */
  private static memory.desc descriptor(Transpose op, NativeMatrix matrix) {
    long rows = matrix.rows();
    long columns = matrix.columns();
    return op == Transpose.YES
        ? new memory.desc(
            new long[] {columns, rows}, memory.data_type.f32, new long[] {1, matrix.stride()})
        : new memory.desc(
            new long[] {rows, columns}, memory.data_type.f32, new long[] {matrix.stride(), 1});
  }

  /** Computes the product from what the matrices contain now. */
  public void compute() {
    computation.run();
  }

  /** Frees the memory of the kernel; the product must not be computed again. */
  @Override
  public void close() {
    release.run();
  }
}
