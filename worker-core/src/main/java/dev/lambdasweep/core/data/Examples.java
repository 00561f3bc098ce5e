package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examples of one shape with their targets: unsigned bytes, as of images, or floats, as of tables.
 *
 * <p>The features are not copied, since they may fill most of the heap; the caller must not modify
 * them afterwards. They are a few arrays, so Java serialization writes a few large blocks.
 */
public final class Examples implements Serializable {
  /** Longest array that every JVM allows, hence the most bytes of features. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final long serialVersionUID = 1;

  private final Features features;
  private final Targets targets;
  private final List<Integer> shape;
  private final List<TableSchema> schema;
  private transient MessageDigest digest; // computed when first needed

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
        Targets.classes(unsigned(labels), classes),
        shape,
        List.of());
    require(classes <= 256, "Invalid classes: %s, must be in [2, 256]", classes);
  }

  /**
   * Examples of floats with a class each.
   *
   * @param features as of {@link #ofFloats}
   * @param labels [n], each in [0, classes); not copied
   * @param classes number of classes, in [2, 2²⁰]
   * @param shape shape of one example, slowest dimension first
   * @throws IllegalArgumentException if the lengths disagree, a label is out of range or a feature
   *     is infinite
   */
  public Examples(float[][] features, int[] labels, int classes, List<Integer> shape) {
    this(
        new FloatFeatures(features, inputs(shape)),
        numbers(features),
        Targets.classes(labels, classes),
        shape,
        List.of());
  }

  private Examples(
      Features features,
      long numbers,
      Targets targets,
      List<Integer> shape,
      List<TableSchema> schema) {
    this.features = features;
    this.targets = targets;
    this.shape = List.copyOf(shape);
    this.schema = List.copyOf(schema);
    require(
        numbers == (long) targets.size() * features.inputs(),
        "Invalid features: %s numbers, must be %s (%s examples of %s inputs)",
        numbers,
        (long) targets.size() * features.inputs(),
        targets.size(),
        features.inputs());
  }

  /**
   * Examples of unsigned bytes.
   *
   * @param features [n · inputs] unsigned bytes, each example contiguous; not copied
   * @param targets targets of the n examples
   * @param shape shape of one example, slowest dimension first
   * @throws IllegalArgumentException if the lengths disagree
   */
  public static Examples ofBytes(byte[] features, Targets targets, List<Integer> shape) {
    return new Examples(
        new ByteFeatures(features, inputs(shape)), features.length, targets, shape, List.of());
  }

  /**
   * Examples of floats.
   *
   * @param features [chunks][examples · inputs], each example contiguous; all chunks of equal
   *     length, except that the last may be shorter; NaN if a value is missing; not copied
   * @param targets targets of all examples
   * @param shape shape of one example, slowest dimension first
   * @throws IllegalArgumentException if the lengths disagree or a feature is infinite
   */
  public static Examples ofFloats(float[][] features, Targets targets, List<Integer> shape) {
    return new Examples(
        new FloatFeatures(features, inputs(shape)), numbers(features), targets, shape, List.of());
  }

  /**
   * The same examples, in the same arrays, as rows of a table.
   *
   * @param table says what the inputs are
   * @throws IllegalArgumentException if it has other inputs or classes
   */
  public Examples with(TableSchema table) {
    require(
        table.inputs() == inputs(),
        "Invalid table: %s inputs, must be %s",
        table.inputs(),
        inputs());
    require(
        table.label().classes().size() == classes(),
        "Invalid table: %s classes, must be %s",
        table.label().classes().size(),
        classes());
    return new Examples(features, (long) size() * inputs(), targets, shape, List.of(table));
  }

  private static long numbers(float[][] features) {
    return Arrays.stream(features).mapToLong(chunk -> chunk.length).sum();
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
    return targets.size();
  }

  /** Inputs of one example, the product of its shape. */
  public int inputs() {
    return features.inputs();
  }

  /** Bytes that features and targets take in memory. */
  public long bytes() {
    int each = areBytes() ? Byte.BYTES : Float.BYTES;
    return (long) size() * inputs() * each + targets.bytes();
  }

  /** Whether the inputs are unsigned bytes; else they are floats. */
  public boolean areBytes() {
    return features instanceof ByteFeatures;
  }

  /** What is predicted. */
  public Task task() {
    return targets.task();
  }

  /** Number of classes; 0 if values are predicted. */
  public int classes() {
    return targets.classes();
  }

  /** Outputs of a network for these examples: one per class, or a single one for values. */
  public int outputs() {
    return Math.max(1, classes());
  }

  /** Classes or values of the examples, and their weights. */
  public Targets targets() {
    return targets;
  }

  /** What the inputs are, if the examples are rows of a table. */
  public Optional<TableSchema> schema() {
    return schema.stream().findFirst();
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

  /**
   * Class of an example, in [0, classes).
   *
   * @throws IllegalStateException if values are predicted
   */
  public int label(int example) {
    if (task() != Task.CLASSIFICATION) {
      throw new IllegalStateException("Cannot tell a class: values are predicted");
    }
    return (int) targets.at(example);
  }

  /** One input of one example: a byte's in [0, 255]; NaN if it is missing. */
  public float feature(int example, int input) {
    return features.at(example, input);
  }

  /**
   * Gathers the targets and weights of a mini-batch.
   *
   * @param indices indices of examples, flipped or not (see {@link Flip})
   * @param from first position in {@code indices}
   * @param to position after the last
   * @param values [at least to − from], whose first to − from elements are overwritten with classes
   *     or values
   * @param weights [at least to − from], likewise with weights
   */
  public void targets(int[] indices, int from, int to, double[] values, double[] weights) {
    for (int j = from; j < to; j++) {
      int example = Flip.example(indices[j]);
      values[j - from] = targets.at(example);
      weights[j - from] = targets.weight(example);
    }
  }

  /**
   * The same examples with only their first inputs, in new arrays, for a quick gradient check.
   *
   * @param count number of inputs to keep, in [1, inputs]; the examples are no longer images, nor
   *     rows of a table
   */
  public Examples firstInputs(int count) {
    require(
        count > 0 && count <= inputs(), "Invalid inputs: %s, must be in [1, %s]", count, inputs());
    Features first = features.firstInputs(count);
    return new Examples(first, (long) size() * count, targets, List.of(count), List.of());
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
              && part.schema.equals(first.schema)
              && part.targets.isLike(first.targets)
              && part.areBytes() == first.areBytes(),
          "Invalid parts: shape %s with %s classes after %s with %s, must be equal",
          part.shape,
          part.classes(),
          first.shape,
          first.classes());
      size += part.size();
    }
    return new Examples(
        Features.concatenate(parts.stream().map(part -> part.features).toList()),
        size * first.inputs(),
        Targets.concatenate(parts.stream().map(part -> part.targets).toList()),
        first.shape,
        first.schema);
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

  /** SHA-256, in 64 hexadecimal digits, of shape, classes, features and targets. */
  public String sha256() {
    return Fingerprint.sha256(this, new int[0], new int[0]);
  }

  /**
   * A digest of the examples, to which a data set adds its indices: a copy of one that is computed
   * at the first call, since the folds of a cross-validation share their examples.
   */
  synchronized MessageDigest digest() {
    if (digest == null) {
      digest = Fingerprint.of(this);
    }
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
    }
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
