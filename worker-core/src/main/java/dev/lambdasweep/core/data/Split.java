package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The training and validation examples of a pool: two disjoint sets of indices. */
public final class Split implements Serializable {
  private final int[] training;
  private final int[] validation;

  private Split(int[] training, int[] validation) {
    this.training = training;
    this.validation = validation;
  }

  /**
   * A random split: the first examples of a seeded permutation validate, the next ones train. So
   * the validation examples do not depend on the number of training examples, and a smaller
   * training set is a subset of a larger one.
   *
   * @param size number of examples in the pool
   * @param trainingImages number of training images, at least 1
   * @param validationImages number of validation images, at least 1
   * @param seed seed of the permutation
   * @throws UserException if the pool is too small
   */
  public static Split random(int size, int trainingImages, int validationImages, long seed) {
    requirePositive(trainingImages, validationImages);
    long wanted = (long) trainingImages + validationImages;
    if (wanted > size) {
      throw UserException.of(
          "Cannot split %d images into %d for training and %d for validation: %d too few"
              + " (use at most %d together, or read more parts)",
          size, trainingImages, validationImages, wanted - size, size);
    }
    return ofOrder(order(size, seed), validationImages, trainingImages);
  }

  /**
   * A random order of a pool, from which {@link #ofOrder} and {@link #fold} take their examples.
   *
   * @param size number of examples in the pool
   * @param seed seed of the permutation
   * @return [size] permutation of the examples
   */
  public static int[] order(int size, long seed) {
    return Shuffle.permutation(size, Seeds.generator(seed, Stream.SPLIT));
  }

  /**
   * A random order in which every prefix, and every k-th example, has nearly the shares of the
   * strata that the whole pool has: the i-th of a stratum's n examples, in the order of {@link
   * #order}, is placed at (i + ½) / n of the way; ties stay in that order.
   *
   * @param strata [size] stratum of each example, such as its class; at least 0
   * @param seed seed of the permutation
   * @return [size] permutation of the examples
   */
  public static int[] stratifiedOrder(int[] strata, long seed) {
    int[] order = order(strata.length, seed);
    int[] sizes = new int[IntStream.of(strata).max().orElse(0) + 1];
    for (int stratum : strata) {
      sizes[stratum]++;
    }
    int[] seen = new int[sizes.length];
    double[] place = new double[strata.length];
    for (int example : order) {
      int stratum = strata[example];
      place[example] = (seen[stratum]++ + 0.5) / sizes[stratum];
    }
    return IntStream.of(order)
        .boxed()
        .sorted(Comparator.comparingDouble(example -> place[example]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The split that validates on the first examples of an order and trains on the next ones.
   *
   * @param order permutation of the pool
   * @param validationImages number of examples to validate on, at least 1
   * @param trainingImages number of examples to train on, at least 1; together at most the pool
   */
  public static Split ofOrder(int[] order, int validationImages, int trainingImages) {
    requirePositive(trainingImages, validationImages);
    require(
        validationImages <= order.length - trainingImages,
        "Invalid trainingImages: %s, must be at most %s",
        trainingImages,
        order.length - validationImages);
    return new Split(
        Arrays.copyOfRange(order, validationImages, validationImages + trainingImages),
        Arrays.copyOf(order, validationImages));
  }

  /**
   * One split of a cross-validation: fold f validates on the examples at the positions f, f + k, f
   * + 2k, … of an order and trains on the others. Each example is in the validation part of exactly
   * one fold.
   *
   * @param order permutation of the pool
   * @param folds number of folds, k; at least 2 and at most as many as examples
   * @param fold number of the fold, in [0, folds)
   * @param trainingImages most examples to train on, at least 1; the first ones in the order
   */
  public static Split fold(int[] order, int folds, int fold, int trainingImages) {
    require(
        folds >= 2 && folds <= order.length,
        "Invalid folds: %s, must be in [2, %s]",
        folds,
        order.length);
    require(fold >= 0 && fold < folds, "Invalid fold: %s, must be in [0, %s)", fold, folds);
    require(trainingImages > 0, "Invalid trainingImages: %s, must be positive", trainingImages);
    return new Split(
        IntStream.range(0, order.length)
            .filter(i -> i % folds != fold)
            .limit(trainingImages)
            .map(i -> order[i])
            .toArray(),
        IntStream.range(0, order.length)
            .filter(i -> i % folds == fold)
            .map(i -> order[i])
            .toArray());
  }

  /**
   * The split of a pool that holds all training examples followed by all validation examples, such
   * as named parts read in that order.
   *
   * @param trainingImages number of training images, at least 1
   * @param validationImages number of validation images, at least 1
   */
  public static Split consecutive(int trainingImages, int validationImages) {
    requirePositive(trainingImages, validationImages);
    int size = Math.addExact(trainingImages, validationImages);
    return new Split(
        IntStream.range(0, trainingImages).toArray(),
        IntStream.range(trainingImages, size).toArray());
  }

  /**
   * This split with only the first of its training images.
   *
   * @param trainingImages number of training images, at least 1 and at most as many as in this
   *     split
   */
  public Split first(int trainingImages) {
    require(
        trainingImages > 0 && trainingImages <= training.length,
        "Invalid trainingImages: %s, must be from 1 to %s",
        trainingImages,
        training.length);
    return new Split(Arrays.copyOf(training, trainingImages), validation);
  }

  /** Indices of the training examples, a copy. */
  public int[] training() {
    return training.clone();
  }

  /** Indices of the validation examples, a copy. */
  public int[] validation() {
    return validation.clone();
  }

  int trainingSize() {
    return training.length;
  }

  int validationSize() {
    return validation.length;
  }

  private static void requirePositive(int trainingImages, int validationImages) {
    require(trainingImages > 0, "Invalid trainingImages: %s, must be positive", trainingImages);
    require(
        validationImages > 0, "Invalid validationImages: %s, must be positive", validationImages);
  }
}
