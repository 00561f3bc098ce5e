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
 * What a training sees: a pool of examples, which of them train and which validate, and the
 * standardizer fitted on those that train. The test examples are not in it.
 *
 * <p>Made once, on the driver; an executor gets it whole, hash included, and computes none of it
 * again.
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
   * @param examples pool, which may hold examples that the split does not use
   * @param split of the pool
   * @param seed of the sample that curves are measured on
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
   * @param source of the examples
   * @param parts that make up the pool
   * @param trainingImages how many train
   * @param validationImages how many validate
   * @param seed of the split and the sample
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
   * Reads parts and splits them at random: some validate, all that are left train.
   *
   * @param source of the examples
   * @param parts that make up the pool
   * @param validationImages how many validate
   * @param seed of the split and the sample
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
   * Reads some parts to train on and others to validate on, all of each.
   *
   * @param source of the examples
   * @param trainingParts at least one
   * @param validationParts at least one, none of them a training part
   * @param seed of the sample
   * @throws UserException if a part is named twice or cannot be read
   */
  public static Dataset namedParts(
      DataSource source, List<String> trainingParts, List<String> validationParts, long seed) {
    List<String> parts = new ArrayList<>(trainingParts);
    parts.addAll(validationParts);
    requireDistinct(parts);
    Examples training = source.read(trainingParts);
    Examples validation = source.read(validationParts);
    return new Dataset(
        Examples.concatenate(List.of(training, validation)),
        Split.consecutive(training.size(), validation.size()),
        seed);
  }

  /** The pool; training and validation examples are some or all of it. */
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

  /** Fitted on the training examples. */
  public Standardizer standardizer() {
    return standardizer;
  }

  /**
   * SHA-256, in 64 hexadecimal digits, of what determines a training's numbers: shape, classes,
   * features and labels of the pool, and the indices that train and validate, in their order.
   */
  public String sha256() {
    return sha256;
  }

  /**
   * A fixed sample of the training examples, the same for every trial; a smaller sample is part of
   * a larger one.
   *
   * @param atMost examples wanted, positive; all training examples where there are fewer
   * @return indices, a new array
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
