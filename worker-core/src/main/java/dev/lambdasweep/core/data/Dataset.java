package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The data of a training: a pool of examples, its split into training and validation examples, and
 * the standardizer fitted on the training examples. The test examples are not part of it.
 *
 * <p>Created once on the driver; executors receive it complete, including the hash, and recompute
 * nothing.
 */
public final class Dataset implements Serializable {
  private final Examples examples;
  private final Split split;
  private final Standardizer standardizer;
  private final long seed;
  private final String sha256;

  /**
   * A data set over a pool.
   *
   * @param examples examples of the pool, some of which the split may leave unused
   * @param split split of the pool
   * @param seed seed of the sample that curves are measured on
   */
  public Dataset(Examples examples, Split split, long seed) {
    this.examples = examples;
    this.split = split;
    this.seed = seed;
    int[] training = split.training();
    int[] validation = split.validation();
    requireInPool(training, examples);
    requireInPool(validation, examples);
    this.standardizer = Standardizer.fit(examples, training);
    this.sha256 = Fingerprint.sha256(examples, training, validation);
  }

  /**
   * Reads parts and splits them at random.
   *
   * @param source source of the examples
   * @param parts parts that make up the pool
   * @param trainingImages number of training images
   * @param validationImages number of validation images
   * @param seed seed of the split and of the sample
   * @throws UserException if a part is named twice or cannot be read, or there are too few images
   */
  public static Dataset randomSplit(
      DataSource source, List<String> parts, int trainingImages, int validationImages, long seed) {
    requireDistinct(parts);
    Examples pool = source.read(parts);
    return new Dataset(
        pool, Split.random(pool.size(), trainingImages, validationImages, seed), seed);
  }

  /**
   * Reads parts and splits them at random into validation images and training images, which are all
   * the rest.
   *
   * @param source source of the examples
   * @param parts parts that make up the pool
   * @param validationImages number of validation images
   * @param seed seed of the split and of the sample
   * @throws UserException if a part is named twice or cannot be read, or there are too few images
   */
  public static Dataset randomSplit(
      DataSource source, List<String> parts, int validationImages, long seed) {
    requireDistinct(parts);
    Examples pool = source.read(parts);
    int left = Math.max(1, pool.size() - validationImages);
    return new Dataset(pool, Split.random(pool.size(), left, validationImages, seed), seed);
  }

  /**
   * Reads some parts to train on and others to validate on, using all of their images.
   *
   * @param source source of the examples
   * @param trainingParts parts to train on, at least one
   * @param validationParts parts to validate on, at least one, none of them a training part
   * @param seed seed of the sample
   * @throws UserException if a part is named twice or cannot be read
   */
  public static Dataset namedParts(
      DataSource source, List<String> trainingParts, List<String> validationParts, long seed) {
    Pool pool = Pool.read(source, trainingParts, validationParts);
    return new Dataset(
        pool.examples(), Split.consecutive(pool.trainingSize(), pool.validationSize()), seed);
  }

  /**
   * Reads some parts to train on and others to validate on; trains only on the first images of the
   * former.
   *
   * @param source source of the examples
   * @param trainingParts parts to train on, at least one
   * @param validationParts parts to validate on, at least one, none of them a training part
   * @param trainingImages number of training images
   * @param seed seed of the sample
   * @throws UserException if a part is named twice or cannot be read, or there are too few images
   */
  public static Dataset namedParts(
      DataSource source,
      List<String> trainingParts,
      List<String> validationParts,
      int trainingImages,
      long seed) {
    Pool pool = Pool.read(source, trainingParts, validationParts);
    if (trainingImages > pool.trainingSize()) {
      throw UserException.of(
          "Cannot train on %d images: there are %d in %s (use fewer images, or read more parts)",
          trainingImages, pool.trainingSize(), String.join(", ", trainingParts));
    }
    return new Dataset(
        pool.examples(),
        Split.consecutive(pool.trainingSize(), pool.validationSize()).first(trainingImages),
        seed);
  }

  /** Training examples, then validation examples. */
  private record Pool(Examples examples, int trainingSize, int validationSize) {
    static Pool read(DataSource source, List<String> trainingParts, List<String> validationParts) {
      List<String> parts = new ArrayList<>(trainingParts);
      parts.addAll(validationParts);
      requireDistinct(parts);
      Examples pool = source.read(parts);
      int validation = source.read(validationParts).size();
      return new Pool(pool, pool.size() - validation, validation);
    }
  }

  /** The pool, which contains the training and validation examples and perhaps others. */
  public Examples examples() {
    return examples;
  }

  /** Indices of the training examples, a copy. */
  public int[] training() {
    return split.training();
  }

  /** Indices of the validation examples, a copy. */
  public int[] validation() {
    return split.validation();
  }

  /** Number of training examples. */
  public int trainingSize() {
    return split.trainingSize();
  }

  /** Number of validation examples. */
  public int validationSize() {
    return split.validationSize();
  }

  /** The standardizer fitted on the training examples. */
  public Standardizer standardizer() {
    return standardizer;
  }

  /**
   * SHA-256, in 64 hexadecimal digits, of everything that determines a training's numbers: shape,
   * classes, features and labels of the pool, and the indices of training and validation examples,
   * in their order.
   */
  public String sha256() {
    return sha256;
  }

  /**
   * A fixed sample of the training examples, the same for every trial; a smaller sample is a subset
   * of a larger one.
   *
   * @param atMost largest size of the sample, positive; all training examples if there are fewer
   * @return indices of the sample, a new array
   */
  public int[] sample(int atMost) {
    require(atMost > 0, "Invalid sample size: %s, must be positive", atMost);
    int[] order = split.training();
    Shuffle.shuffle(order, Seeds.generator(seed, Stream.SAMPLE));
    return Arrays.copyOf(order, Math.min(atMost, order.length));
  }

  private static void requireDistinct(List<String> parts) {
    Set<String> seen = new HashSet<>();
    for (String part : parts) {
      if (!seen.add(part)) {
        throw UserException.of(
            "Cannot use part %s twice (name each part once, for training or for validation)", part);
      }
    }
  }

  private static void requireInPool(int[] indices, Examples examples) {
    for (int index : indices) {
      if (index >= examples.size()) {
        throw new IllegalArgumentException(
            "Invalid split: index %d, must be in [0, %d)".formatted(index, examples.size()));
      }
    }
  }
}
