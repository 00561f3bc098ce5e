package dev.lambdasweep.core.linalg;

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
 * longer than a pass of its own.
 */
public final class ByteRows implements AutoCloseable {
  /** The mask of a scale for each column. */
  private static final int COLUMNS = 1 << 1;

  private final OneDnn oneDnn;
  private final NativeMatrix target;
  private final BytePointer bytes;
  private final ByteBuffer buffer;
  private final FloatPointer scale;
  private final FloatPointer shift;
  private Conversion conversion;

  /** The kernels for one number of rows. */
  private record Conversion(
      int rows,
      reorder scale,
      IntMemoryMap scaling,
      binary shift,
      IntMemoryMap shifting,
      PointerScope scope) {}

  /**
   * Rows of zeros, in the number and length of the target's.
   *
   * @param target receives the floats
   */
  public ByteRows(OneDnn oneDnn, NativeMatrix target) {
    this.oneDnn = oneDnn;
    this.target = target;
    bytes = new BytePointer((long) target.rows() * target.stride()).fill(0);
    buffer = bytes.asBuffer();
    scale = new FloatPointer(target.stride()).fill(0);
    shift = new FloatPointer(target.stride()).fill(0);
    conversion = conversion(target.rows());
  }

  /**
   * Sets the factors and the summands of the columns.
   *
   * @param scales [columns]
   * @param shifts [columns]
   */
  public void scaleAndShift(float[] scales, float[] shifts) {
    scale.put(scales, 0, target.columns());
    shift.put(shifts, 0, target.columns());
  }

  /** The bytes of all rows, to be written by the caller. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Position in {@link #buffer} of the beginning of a row. */
  public int position(int row) {
    return row * target.stride();
  }

  /** Converts the first rows into the target's. */
  public void convert(int rows) {
    if (rows != conversion.rows()) {
      conversion.scope().close();
      conversion = conversion(rows);
    }
    conversion.scale().execute(oneDnn.stream(), conversion.scaling());
    conversion.shift().execute(oneDnn.stream(), conversion.shifting());
  }

  private Conversion conversion(int rows) {
    engine processor = oneDnn.processor();
    long stride = target.stride();
    try (PointerScope scope = new PointerScope()) {
      memory.desc byteRows = rowMajor(rows, stride, memory.data_type.u8);
      memory.desc floatRows = rowMajor(rows, stride, memory.data_type.f32);
      memory.desc oneRow = rowMajor(1, stride, memory.data_type.f32);
      primitive_attr byColumn = new primitive_attr();
      byColumn.set_scales_mask(DNNL_ARG_FROM, COLUMNS);
      IntMemoryMap scaling = new IntMemoryMap();
      scaling.put(DNNL_ARG_FROM, new memory(byteRows, processor, bytes));
      scaling.put(DNNL_ARG_TO, new memory(floatRows, processor, target.start()));
      scaling.put(
          DNNL_ARG_ATTR_SCALES | DNNL_ARG_FROM, new memory(scales(stride), processor, scale));
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
      return new Conversion(rows, scaled, scaling, shifted, shifting, scope);
    }
  }

  private static memory.desc rowMajor(long rows, long columns, memory.data_type type) {
    return new memory.desc(new long[] {rows, columns}, type, memory.format_tag.ab);
  }

  private static memory.desc scales(long columns) {
    return new memory.desc(new long[] {columns}, memory.data_type.f32, memory.format_tag.a);
  }

  /** Frees the memory; the rows must not be used again. */
  @Override
  public void close() {
    conversion.scope().close();
    bytes.close();
    scale.close();
    shift.close();
  }
}
