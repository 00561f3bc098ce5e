package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Labelled examples of one shape, as unsigned bytes.
 *
 * <p>The two arrays are not copied, since they may fill most of the heap; the caller must not
 * modify them afterwards. They hold all data, so Java serialization writes two blocks of bytes.
 */
public final class Examples implements Serializable {
  /** Longest array that every JVM allows, hence the most bytes of features. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private final byte[] features;
  private final byte[] labels;
  private final int inputs;
  private final int classes;
  private final List<Integer> shape;

  /**
   * Examples over the given arrays.
   *
   * @param features [n · inputs] unsigned bytes, each example contiguous; inputs is the product of
   *     the shape; not copied
   * @param labels [n] unsigned bytes, each in [0, classes); not copied
   * @param classes number of classes, in [2, 256]
   * @param shape shape of one example, slowest dimension first, for example (3, 32, 32) for
   *     channels, rows and columns
   * @throws IllegalArgumentException if the lengths disagree or a label is out of range
   */
  public Examples(byte[] features, byte[] labels, int classes, List<Integer> shape) {
    this.features = features;
    this.labels = labels;
    this.classes = classes;
    this.shape = List.copyOf(shape);
    this.inputs = inputs(this.shape);
    require(classes >= 2 && classes <= 256, "Invalid classes: %s, must be in [2, 256]", classes);
    require(labels.length > 0, "Invalid labels: none, must be at least one");
    require(
        features.length == (long) labels.length * inputs,
        "Invalid features: %s bytes, must be %s (%s examples of %s inputs)",
        features.length,
        (long) labels.length * inputs,
        labels.length,
        inputs);
    for (int i = 0; i < labels.length; i++) {
      if (label(i) >= classes) {
        throw new IllegalArgumentException(
            "Invalid label of example %d: %d, must be in [0, %d)".formatted(i, label(i), classes));
      }
    }
  }

  /** Number of examples. */
  public int size() {
    return labels.length;
  }

  /** Inputs of one example, the product of its shape. */
  public int inputs() {
    return inputs;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Shape of one example, slowest dimension first. */
  public List<Integer> shape() {
    return shape;
  }

  /**
   * Copies an example's features.
   *
   * @param index index of an example, flipped or not (see {@link Flip})
   * @param target receives [inputs] unsigned bytes
   * @param position position in {@code target} of the first byte
   */
  public void copyFeatures(int index, ByteBuffer target, int position) {
    int start = Flip.example(index) * inputs;
    if (Flip.isFlipped(index)) {
      copyFlipped(start, target, position);
    } else {
      target.put(position, features, start, inputs);
    }
  }

  private void copyFlipped(int start, ByteBuffer target, int position) {
    int width = width();
    for (int row = 0; row < inputs; row += width) {
      int last = start + 2 * row + width - 1;
      for (int k = row; k < row + width; k++) {
        target.put(position + k, features[last - k]);
      }
    }
  }

  /** Whether an example is an image: channels, rows and columns. */
  public boolean areImages() {
    return shape.size() == 3;
  }

  /** Columns of an image: the fastest dimension of the shape. */
  int width() {
    return shape.get(shape.size() - 1);
  }

  /** Class of an example, in [0, classes). */
  public int label(int example) {
    return labels[example] & 0xFF;
  }

  /** One input of one example, in [0, 255]. */
  public int feature(int example, int input) {
    return features[example * inputs + input] & 0xFF;
  }

  /**
   * Gathers the labels of a mini-batch.
   *
   * @param indices indices of examples, flipped or not (see {@link Flip})
   * @param from first position in {@code indices}
   * @param to position after the last
   * @param target [at least to − from], whose first to − from elements are overwritten
   */
  public void labels(int[] indices, int from, int to, int[] target) {
    for (int j = from; j < to; j++) {
      target[j - from] = label(Flip.example(indices[j]));
    }
  }

  /**
   * The same examples with only their first inputs, in new arrays, for a quick gradient check.
   *
   * @param count number of inputs to keep, in [1, inputs]; the examples are no longer images
   */
  public Examples firstInputs(int count) {
    require(count > 0 && count <= inputs, "Invalid inputs: %s, must be in [1, %s]", count, inputs);
    byte[] first = new byte[size() * count];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(features, i * inputs, first, i * count, count);
    }
    return new Examples(first, labels.clone(), classes, List.of(count));
  }

  /**
   * The concatenation of several lists of examples, in new arrays.
   *
   * @param parts examples to concatenate, at least one, of equal shape and number of classes; a
   *     single one is returned unchanged
   * @throws UserException if together they are too large for one array
   */
  public static Examples concatenate(List<Examples> parts) {
    require(!parts.isEmpty(), "Invalid parts: none, must be at least one");
    Examples first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    long size = 0;
    for (Examples part : parts) {
      require(
          part.shape.equals(first.shape) && part.classes == first.classes,
          "Invalid parts: shape %s with %s classes after %s with %s, must be equal",
          part.shape,
          part.classes,
          first.shape,
          first.classes);
      size += part.size();
    }
    byte[] features = features(size, first.inputs);
    byte[] labels = new byte[(int) size];
    int at = 0;
    for (Examples part : parts) {
      System.arraycopy(part.features, 0, features, at * first.inputs, part.features.length);
      System.arraycopy(part.labels, 0, labels, at, part.labels.length);
      at += part.size();
    }
    return new Examples(features, labels, first.classes, first.shape);
  }

  /** An array for the given number of examples. */
  static byte[] features(long size, int inputs) {
    return new byte[checkedLength(size, inputs)];
  }

  static int checkedLength(long size, int inputs) {
    long bytes = Math.multiplyExact(size, inputs);
    if (bytes > MAX_BYTES) {
      throw UserException.of(
          "Cannot hold %d examples of %d inputs: %d bytes, at most %d fit in one array (use fewer"
              + " examples)",
          size, inputs, bytes, MAX_BYTES);
    }
    return (int) bytes;
  }

  /** [n · inputs], the array itself, which must not be modified. */
  byte[] features() {
    return features;
  }

  /** [n], the array itself, which must not be modified. */
  byte[] labels() {
    return labels;
  }

  /**
   * SHA-256, in 64 hexadecimal digits, of shape, classes, features and labels; computed on every
   * call.
   */
  public String sha256() {
    return Fingerprint.sha256(this, new int[0], new int[0]);
  }

  private static int inputs(List<Integer> shape) {
    long product = shape.isEmpty() ? 0 : 1;
    for (int length : shape) {
      require(length > 0, "Invalid shape: %s, must be positive lengths", shape);
      product = Math.multiplyExact(product, length);
    }
    require(
        product > 0 && product <= MAX_BYTES,
        "Invalid shape: %s, must have between 1 and %s inputs",
        shape,
        MAX_BYTES);
    return (int) product;
  }
}
