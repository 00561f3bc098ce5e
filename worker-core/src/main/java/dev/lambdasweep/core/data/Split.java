package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import java.io.Serializable;
import java.util.Arrays;
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
    int[] order = Shuffle.permutation(size, Seeds.generator(seed, Stream.SPLIT));
    return new Split(
        Arrays.copyOfRange(order, validationImages, validationImages + trainingImages),
        Arrays.copyOf(order, validationImages));
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
