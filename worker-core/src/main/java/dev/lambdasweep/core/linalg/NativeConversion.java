package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.PointerScope;

/**
 * Copies of a matrix outside Java's heap into an operand of its shape. Numbers are rounded to the
 * operand's format, to nearest even.
 */
public final class NativeConversion {
  private NativeConversion() {}

  /**
   * The copy of a matrix into an operand. If the operand is in the matrix's own memory, there is
   * nothing to compute.
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeComputation of(NativeMatrix source, NativeOperand target) {
    if (source.rows() != target.rows() || source.columns() != target.columns()) {
      throw new IllegalArgumentException(
          "Invalid target: [%d x %d], must be [%d x %d]"
              .formatted(target.rows(), target.columns(), source.rows(), source.columns()));
    }
    if (source.start().equals(target.start())) {
      return new NativeComputation(() -> {}, () -> {});
    }
    OneDnn oneDnn = source.oneDnn();
    engine processor = oneDnn.processor();
    try (PointerScope scope = new PointerScope()) {
      memory.desc from = NativeProduct.descriptor(Transpose.NO, source);
      memory.desc to = NativeProduct.descriptor(Transpose.NO, target);
      memory read = new memory(from, processor, source.start());
      memory written = new memory(to, processor, target.start());
      reorder kernel = new reorder(new reorder.primitive_desc(processor, from, processor, to));
      scope.extend();
      return new NativeComputation(
          () -> kernel.execute(oneDnn.stream(), read, written), scope::close);
    }
  }
}
