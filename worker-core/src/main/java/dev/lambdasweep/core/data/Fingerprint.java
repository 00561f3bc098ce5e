package dev.lambdasweep.core.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * SHA-256 of a data set. The hash covers, with each integer as four bytes in big-endian order: the
 * number of dimensions, the shape, the number of classes, the number of examples, their features
 * and labels, then the number of training indices and the indices themselves, and likewise the
 * validation indices. Where there are any: values in place of labels, and weights after them, as
 * eight bytes each; then a byte per input that says whether it is standardized.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String sha256(Examples examples, int[] training, int[] validation) {
    MessageDigest digest = examples.digest();
    update(digest, training);
    update(digest, validation);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A digest of everything but the indices. */
  static MessageDigest of(Examples examples) {
    MessageDigest digest = digest();
    List<Integer> shape = examples.shape();
    update(digest, shape.stream().mapToInt(Integer::intValue).toArray());
    digest.update(ByteBuffer.allocate(8).putInt(examples.classes()).putInt(examples.size()).flip());
    examples.features().digest(digest);
    digest.update(labels(examples));
    updateTable(digest, examples);
    return digest;
  }

  private static void updateTable(MessageDigest digest, Examples examples) {
    Targets targets = examples.targets();
    if (targets.task() == Task.REGRESSION) {
      update(digest, targets.size(), targets::at);
    }
    if (targets.areWeighted()) {
      update(digest, targets.size(), targets::weight);
    }
    examples
        .schema()
        .ifPresent(
            schema -> {
              for (boolean isScaled : schema.scaled()) {
                digest.update((byte) (isScaled ? 1 : 0));
              }
            });
  }

  private static void update(MessageDigest digest, int size, IntToDoubleFunction numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES);
    for (int i = 0; i < size; i++) {
      digest.update(bytes.putDouble(0, numbers.applyAsDouble(i)).array());
    }
  }

  /** A byte per label where the classes allow it, else four. */
  private static byte[] labels(Examples examples) {
    int[] labels = examples.targets().labels();
    ByteBuffer bytes;
    if (examples.classes() <= 256) {
      bytes = ByteBuffer.allocate(labels.length);
      for (int label : labels) {
        bytes.put((byte) label);
      }
    } else {
      bytes = ByteBuffer.allocate(Integer.BYTES * labels.length);
      bytes.asIntBuffer().put(labels);
    }
    return bytes.array();
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
