package dev.lambdasweep.driver.command.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a small array of numbers in numpy's file format, of one or two dimensions.
 *
 * <p>Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 */
public final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = 6;
  private static final int HEADER_AT_V1 = 10;
  private static final int HEADER_AT_V2 = 12;
  private static final long MOST_BYTES = 1L << 30;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<|=])([biuf])([1248])'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape':\\s*\\((\\d+),?\\s*(\\d*),?\\s*\\)");

  /** How numbers are read, by kind and bytes. */
  private static final Map<String, Element> ELEMENTS =
      Map.ofEntries(
          Map.entry("b1", (bytes, at) -> bytes.get(at)),
          Map.entry("i1", (bytes, at) -> bytes.get(at)),
          Map.entry("u1", (bytes, at) -> bytes.get(at) & 0xFF),
          Map.entry("i2", (bytes, at) -> bytes.getShort(at)),
          Map.entry("u2", (bytes, at) -> bytes.getShort(at) & 0xFFFF),
          Map.entry("i4", (bytes, at) -> bytes.getInt(at)),
          Map.entry("u4", (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
          Map.entry("i8", (bytes, at) -> bytes.getLong(at)),
          Map.entry("u8", (bytes, at) -> bytes.getLong(at)),
          Map.entry("f4", (bytes, at) -> bytes.getFloat(at)),
          Map.entry("f8", (bytes, at) -> bytes.getDouble(at)));

  @FunctionalInterface
  private interface Element {
    double at(ByteBuffer bytes, int position);
  }

  private NpyReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException whose message is what is wrong with it, as the end of a sentence
   */
  public static NpyArray read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it is larger than 1 GiB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < HEADER_AT_V2 || !Arrays.equals(bytes.array(), 0, 6, MAGIC, 0, 6)) {
      throw new IOException("it is no .npy file");
    }
    boolean isFirst = bytes.get(VERSION_AT) == 1;
    int begin = isFirst ? HEADER_AT_V1 : HEADER_AT_V2;
    long length = isFirst ? bytes.getShort(8) & 0xFFFF : Integer.toUnsignedLong(bytes.getInt(8));
    if (begin + length > bytes.capacity()) {
      throw new IOException("it is cut off");
    }
    String header = new String(bytes.array(), begin, (int) length, ISO_8859_1);
    return array(header, bytes, (int) (begin + length));
  }

  private static NpyArray array(String header, ByteBuffer bytes, int begin) throws IOException {
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    Element element = type.find() ? ELEMENTS.get(type.group(2) + type.group(3)) : null;
    if (element == null || !order.find() || !shape.find()) {
      throw new IOException(
          "its header is %s, must be of little-endian numbers in one or two dimensions"
              .formatted(header.strip()));
    }
    long rows = Long.parseLong(shape.group(1));
    long columns = shape.group(2).isEmpty() ? 1 : Long.parseLong(shape.group(2));
    int width = Integer.parseInt(type.group(3));
    if (rows > MOST_BYTES
        || columns > MOST_BYTES
        || rows * columns != (bytes.capacity() - begin) / width
        || (bytes.capacity() - begin) % width != 0) {
      throw new IOException(
          "it has %d bytes of data, must have %d x %d x %d"
              .formatted(bytes.capacity() - begin, rows, columns, width));
    }
    boolean isByColumn = order.group(1).equals("True");
    double[][] values = new double[(int) rows][(int) columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        long index = isByColumn ? j * rows + i : i * columns + j;
        values[i][j] = element.at(bytes, (int) (begin + index * width));
      }
    }
    return new NpyArray((int) rows, (int) columns, values);
  }
}
