package dev.lambdasweep.driver.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Several arrays of bytes as one, each after its length. */
final class Frames {
  private Frames() {}

  /** The arrays as one. */
  static byte[] bytes(Iterator<byte[]> arrays) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    arrays.forEachRemaining(
        array -> {
          all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(array.length).array());
          all.writeBytes(array);
        });
    return all.toByteArray();
  }

  /** The arrays that were made one. */
  static List<byte[]> of(byte[] all) {
    ByteBuffer buffer = ByteBuffer.wrap(all);
    List<byte[]> arrays = new ArrayList<>();
    while (buffer.hasRemaining()) {
      byte[] array = new byte[buffer.getInt()];
      buffer.get(array);
      arrays.add(array);
    }
    return arrays;
  }
}
