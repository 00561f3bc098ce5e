package dev.lambdasweep.core.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of a data set. The hash covers, with each integer as four bytes in big-endian order: the
 * number of dimensions, the shape, the number of classes, the number of examples, their features
 * and labels, then the number of training indices and the indices themselves, and likewise the
 * validation indices.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String sha256(Examples examples, int[] training, int[] validation) {
    MessageDigest digest = digest();
    List<Integer> shape = examples.shape();
    update(digest, shape.stream().mapToInt(Integer::intValue).toArray());
    digest.update(ByteBuffer.allocate(8).putInt(examples.classes()).putInt(examples.size()).flip());
    digest.update(examples.features());
    digest.update(examples.labels());
    update(digest, training);
    update(digest, validation);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * values.length).putInt(values.length);
    bytes.asIntBuffer().put(values);
    digest.update(bytes.clear());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
