package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled examples of one shape: unsigned bytes, as of images, or floats, as of tables.
 *
 * <p>The features are not copied, since they may fill most of the heap; the caller must not modify
 * them afterwards. They are a few arrays, so Java serialization writes a few large blocks.
 */
public final class Examples implements Serializable {
  /** Longest array that every JVM allows, hence the most bytes of features. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final long serialVersionUID = 1;
  private static final int MOST_CLASSES = 1 << 20;

  private final Features features;
  private final int[] labels;
  private final int classes;
  private final List<Integer> shape;

  /**
   * Examples of unsigned bytes.
   *
   * @param features [n · inputs] unsigned bytes, each example contiguous; inputs is the product of
   *     the shape; not copied
   * @param labels [n] unsigned bytes, each in [0, classes); copied
   * @param classes number of classes, in [2, 256]
   * @param shape shape of one example, slowest dimension first: (3, 32, 32) for channels, rows and
   *     columns
   * @throws IllegalArgumentException if the lengths disagree or a label is out of range
   */
  public Examples(byte[] features, byte[] labels, int classes, List<Integer> shape) {
    this(
        new ByteFeatures(features, inputs(shape)),
        features.length,
        unsigned(labels),
        classes,
        shape);
    require(classes <= 256, "Invalid classes: %s, must be in [2, 256]", classes);
  }

  /**
   * Examples of floats.
   *
   * @param features [chunks][examples · inputs], finite, each example contiguous; all of equal
   *     length, except that the last may be shorter; not copied
   * @param labels [n], each in [0, classes); not copied
   * @param classes number of classes, in [2, 2²⁰]
   * @param shape shape of one example, slowest dimension first
   * @throws IllegalArgumentException if the lengths disagree, a label is out of range or a feature
   *     is not finite
   */
  public Examples(float[][] features, int[] labels, int classes, List<Integer> shape) {
    this(
        new FloatFeatures(features, inputs(shape)),
        Arrays.stream(features).mapToLong(chunk -> chunk.length).sum(),
        labels,
        classes,
        shape);
  }

  private Examples(
      Features features, long numbers, int[] labels, int classes, List<Integer> shape) {
    this.features = features;
    this.labels = labels;
    this.classes = classes;
    this.shape = List.copyOf(shape);
    require(
        classes >= 2 && classes <= MOST_CLASSES,
        "Invalid classes: %s, must be in [2, %s]",
        classes,
        MOST_CLASSES);
    require(labels.length > 0, "Invalid labels: none, must be at least one");
    require(
        numbers == (long) labels.length * features.inputs(),
        "Invalid features: %s numbers, must be %s (%s examples of %s inputs)",
        numbers,
        (long) labels.length * features.inputs(),
        labels.length,
        features.inputs());
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Invalid label of example %d: %d, must be in [0, %d)".formatted(i, labels[i], classes));
      }
    }
  }

  private static int[] unsigned(byte[] labels) {
    int[] numbers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i] & 0xFF;
    }
    return numbers;
  }

  /** Number of examples. */
  public int size() {
    return labels.length;
  }

  /** Inputs of one example, the product of its shape. */
  public int inputs() {
    return features.inputs();
  }

  /** Bytes that features and labels take in memory. */
  public long bytes() {
    int each = areBytes() ? Byte.BYTES : Float.BYTES;
    return size() * ((long) inputs() * each + Integer.BYTES);
  }

  /** Whether the inputs are unsigned bytes; else they are floats. */
  public boolean areBytes() {
    return features instanceof ByteFeatures;
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
   * Copies an example's bytes.
   *
   * @param index index of an example, flipped or not (see {@link Flip})
   * @param target receives [inputs] unsigned bytes
   * @param position position in {@code target} of the first byte
   * @throws IllegalStateException if the inputs are floats
   */
  public void copyFeatures(int index, ByteBuffer target, int position) {
    if (!(features instanceof ByteFeatures bytes)) {
      throw new IllegalStateException("Cannot copy bytes: the inputs are floats");
    }
    bytes.copy(index, width(), target, position);
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
    return labels[example];
  }

  /** One input of one example: a byte's in [0, 255]. */
  public float feature(int example, int input) {
    return features.at(example, input);
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
    require(
        count > 0 && count <= inputs(), "Invalid inputs: %s, must be in [1, %s]", count, inputs());
    Features first = features.firstInputs(count);
    return new Examples(first, (long) size() * count, labels.clone(), classes, List.of(count));
  }

  /**
   * The concatenation of several lists of examples, in new arrays.
   *
   * @param parts examples to concatenate, at least one, of equal shape, format and number of
   *     classes; a single one is returned unchanged
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
          part.shape.equals(first.shape)
              && part.classes == first.classes
              && part.areBytes() == first.areBytes(),
          "Invalid parts: shape %s with %s classes after %s with %s, must be equal",
          part.shape,
          part.classes,
          first.shape,
          first.classes);
      size += part.size();
    }
    int[] labels = new int[Math.toIntExact(size)];
    int at = 0;
    for (Examples part : parts) {
      System.arraycopy(part.labels, 0, labels, at, part.labels.length);
      at += part.size();
    }
    Features all = Features.concatenate(parts.stream().map(part -> part.features).toList());
    return new Examples(all, size * first.inputs(), labels, first.classes, first.shape);
  }

  /** An array for the given number of examples. */
  static byte[] features(long size, int inputs) {
    return new byte[checkedLength(size, inputs)];
  }

  static int checkedLength(long size, int inputs) {
    long bytes = Math.multiplyExact(size, inputs);
    if (bytes > MAX_BYTES) {
      throw UserException.of(
          "Cannot hold %d examples of %d inputs: %d bytes, at most %d fit in one array"
              + " (use fewer examples)",
          size, inputs, bytes, MAX_BYTES);
    }
    return (int) bytes;
  }

  /** The inputs themselves. */
  Features features() {
    return features;
  }

  /** [n], the array itself, which must not be modified. */
  int[] labels() {
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
