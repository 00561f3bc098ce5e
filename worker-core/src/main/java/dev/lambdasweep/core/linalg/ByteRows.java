package dev.lambdasweep.core.linalg;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.nio.ByteBuffer;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Rows of unsigned bytes outside Java's heap that are converted to rows of a {@link NativeMatrix}:
 * x ↦ x · scale + shift, product and sum each rounded to float32, with one scale and one shift per
 * column. Java 17's compiler does not vectorize the conversion from bytes to floats; {@link OneDnn}
 * does.
 */
public final class ByteRows implements AutoCloseable {
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
      reorder toFloats,
      memory source,
      memory target,
      binary scaleAndShift,
      IntMemoryMap arguments,
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
    conversion.toFloats().execute(oneDnn.stream(), conversion.source(), conversion.target());
    conversion.scaleAndShift().execute(oneDnn.stream(), conversion.arguments());
  }

  private Conversion conversion(int rows) {
    engine processor = oneDnn.processor();
    long stride = target.stride();
    try (PointerScope scope = new PointerScope()) {
      memory.desc byteRows = rowMajor(rows, stride, memory.data_type.u8);
      memory.desc floatRows = rowMajor(rows, stride, memory.data_type.f32);
      // with columns as adjacent channels: that kernel is twice as fast as the one for rows
      memory.desc channels = channelsLast(rows, stride);
      memory.desc oneRow = channelsLast(1, stride);
      memory from = new memory(byteRows, processor, bytes);
      memory to = new memory(floatRows, processor, target.start());
      memory inPlace = new memory(channels, processor, target.start());
      memory scales = new memory(oneRow, processor, scale);
      memory shifts = new memory(oneRow, processor, shift);
      post_ops add = new post_ops();
      add.append_binary(algorithm.binary_add, oneRow);
      primitive_attr thenAdd = new primitive_attr();
      thenAdd.set_post_ops(add);
      binary scaleAndShift =
          new binary(
              new binary.primitive_desc(
                  processor, algorithm.binary_mul, channels, oneRow, channels, thenAdd, false));
      IntMemoryMap arguments = new IntMemoryMap();
      arguments.put(DNNL_ARG_SRC_0, inPlace);
      arguments.put(DNNL_ARG_SRC_1, scales);
      arguments.put(DNNL_ARG_DST, inPlace);
      arguments.put(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1, shifts);
      scope.extend();
      return new Conversion(rows, new reorder(from, to), from, to, scaleAndShift, arguments, scope);
    }
  }

  private static memory.desc rowMajor(long rows, long columns, memory.data_type type) {
    return new memory.desc(new long[] {rows, columns}, type, memory.format_tag.ab);
  }

  private static memory.desc channelsLast(long rows, long channels) {
    return new memory.desc(
        new long[] {rows, channels, 1, 1}, memory.data_type.f32, memory.format_tag.nhwc);
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
