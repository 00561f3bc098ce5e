package dev.lambdasweep.core.linalg;

import static dev.lambdasweep.core.Require.require;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.nio.ByteBuffer;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Rows of unsigned bytes outside Java's heap that are converted to rows of a {@link NativeMatrix}:
 * x ↦ x · scale + shift, product and sum each rounded to float32, with one scale and one shift per
 * column. Java 17's compiler does not vectorize the conversion from bytes to floats; {@link OneDnn}
 * does. It scales while it converts; a sum in the same pass over the floats as a product would take
 * longer than a pass of its own, as long as the floats are still in the cache.
 */
public final class ByteRows implements AutoCloseable {
  /** The mask of a scale for each column. */
  private static final int COLUMNS = 1 << 1;

  private final OneDnn oneDnn;
  private final int rows;
  private final int columns;
  private final int stride;
  private final BytePointer bytes;
  private final ByteBuffer buffer;
  private final FloatPointer scale;
  private final FloatPointer shift;

  /** Rows of zeros. */
  public ByteRows(OneDnn oneDnn, int rows, int columns) {
    this.oneDnn = oneDnn;
    this.rows = rows;
    this.columns = columns;
    stride = NativeOperand.stride(columns, Float.BYTES);
    bytes = new BytePointer((long) rows * stride).fill(0);
    buffer = bytes.asBuffer();
    scale = new FloatPointer(stride).fill(0);
    shift = new FloatPointer(stride).fill(0);
  }

  /**
   * Sets the factors and the summands of the columns.
   *
   * @param scales [columns]
   * @param shifts [columns]
   */
  public void scaleAndShift(float[] scales, float[] shifts) {
    scale.put(scales, 0, columns);
    shift.put(shifts, 0, columns);
  }

  /** The bytes of all rows, to be written by the caller. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Position in {@link #buffer} of the beginning of a row. */
  public int position(int row) {
    return row * stride;
  }

  /**
   * The conversion of the first rows into those of a matrix, which these rows and the matrix must
   * outlive.
   *
   * @param target matrix of as many columns and at most as many rows, not a view of columns
   */
  public NativeComputation into(NativeMatrix target) {
    require(
        target.rows() <= rows && target.columns() == columns,
        "Invalid target: %s x %s, must be at most %s x %s",
        target.rows(),
        target.columns(),
        rows,
        columns);
    engine processor = oneDnn.processor();
    try (PointerScope scope = new PointerScope()) {
      memory.desc byteRows = rowMajor(target.rows(), memory.data_type.u8);
      memory.desc floatRows = rowMajor(target.rows(), memory.data_type.f32);
      memory.desc oneRow = rowMajor(1, memory.data_type.f32);
      memory.desc vector =
          new memory.desc(new long[] {stride}, memory.data_type.f32, memory.format_tag.a);
      primitive_attr byColumn = new primitive_attr();
      byColumn.set_scales_mask(DNNL_ARG_FROM, COLUMNS);
      IntMemoryMap scaling = new IntMemoryMap();
      scaling.put(DNNL_ARG_FROM, new memory(byteRows, processor, bytes));
      scaling.put(DNNL_ARG_TO, new memory(floatRows, processor, target.start()));
      scaling.put(DNNL_ARG_ATTR_SCALES | DNNL_ARG_FROM, new memory(vector, processor, scale));
      memory inPlace = new memory(floatRows, processor, target.start());
      IntMemoryMap shifting = new IntMemoryMap();
      shifting.put(DNNL_ARG_SRC_0, inPlace);
      shifting.put(DNNL_ARG_SRC_1, new memory(oneRow, processor, shift));
      shifting.put(DNNL_ARG_DST, inPlace);
      reorder scaled =
          new reorder(
              new reorder.primitive_desc(
                  processor, byteRows, processor, floatRows, byColumn, false));
      binary shifted =
          new binary(
              new binary.primitive_desc(
                  processor, algorithm.binary_add, floatRows, oneRow, floatRows));
      scope.extend();
      return new NativeComputation(
          () -> {
            scaled.execute(oneDnn.stream(), scaling);
            shifted.execute(oneDnn.stream(), shifting);
          },
          scope::close);
    }
  }

  private memory.desc rowMajor(long count, memory.data_type type) {
    return new memory.desc(new long[] {count, stride}, type, memory.format_tag.ab);
  }

  /** Frees the memory; the rows must not be used again. */
  @Override
  public void close() {
    bytes.close();
    scale.close();
    shift.close();
  }
}
