package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.PointerScope;

/**
 * Copies a matrix outside Java's heap into an operand of its shape, prepared once and computed many
 * times. Numbers are rounded to the operand's format, to nearest even.
 */
public final class NativeConversion implements AutoCloseable {
  private final Runnable computation;
  private final Runnable release;

  NativeConversion(Runnable computation, Runnable release) {
    this.computation = computation;
    this.release = release;
  }

  /**
   * The copy of a matrix into an operand. If the operand is the matrix itself, there is nothing to
   * compute.
   *
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NativeConversion of(NativeMatrix source, NativeOperand target) {
    if (source == target) {
      return new NativeConversion(() -> {}, () -> {});
    }
    if (source.rows() != target.rows() || source.columns() != target.columns()) {
      throw new IllegalArgumentException(
          "Invalid target: [%d x %d], must be [%d x %d]"
              .formatted(target.rows(), target.columns(), source.rows(), source.columns()));
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
      return new NativeConversion(
          () -> kernel.execute(oneDnn.stream(), read, written), scope::close);
    }
  }

  /** Copies what the matrix contains now. */
  public void compute() {
    computation.run();
  }

  /** Frees the memory of the kernel; the conversion must not be computed again. */
  @Override
  public void close() {
    release.run();
  }
}
