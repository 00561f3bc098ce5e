package dev.lambdasweep.driver.command.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an array as numpy's file format, version 1.0: little-endian numbers in C order.
 *
 * <p>Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 */
final class NpyWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** The data begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** Bytes before the header's text: magic text, version, and length of the text. */
  private static final int PREFIX = 10;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * A new file.
   *
   * @param type numpy's name of the elements' type: {@code <f4}
   * @param shape lengths of all dimensions, the slowest first
   */
  NpyWriter(Path file, String type, List<Integer> shape) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    buffer.put(header(type, shape));
  }

  /** The bytes before the data. */
  static byte[] header(String type, List<Integer> shape) {
    String lengths = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(type, shape.size() == 1 ? lengths + "," : lengths);
    int padded = (PREFIX + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
    ByteBuffer header = ByteBuffer.allocate(PREFIX + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(ISO_8859_1)).put((byte) 1).put((byte) 0);
    header.putShort((short) padded);
    header.put((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(ISO_8859_1));
    return header.array();
  }

  void putByte(byte value) throws IOException {
    room(Byte.BYTES).put(value);
  }

  void putFloat(float value) throws IOException {
    room(Float.BYTES).putFloat(value);
  }

  void putDouble(double value) throws IOException {
    room(Double.BYTES).putDouble(value);
  }

  void putLong(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
