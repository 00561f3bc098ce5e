package dev.lambdasweep.driver.config;

import java.util.List;

/**
 * Where images come from and which part of training they take.
 *
 * @param source CIFAR-10's files, synthetic images, or whichever there is
 * @param directory where CIFAR-10's binary files lie; a path or any Hadoop URI
 * @param trainingParts files read for training and validation, without ending
 * @param validationParts files read for validation alone; empty: a split of the training files
 * @param testParts files read for testing
 * @param validationImages images set aside for validation where there are no validation parts
 * @param trainingImages images to train on
 * @param synthetic the synthetic images
 */
public record DataSection(
    DataSourceName source,
    String directory,
    List<String> trainingParts,
    List<String> validationParts,
    List<String> testParts,
    int validationImages,
    ImageCount trainingImages,
    Synthetic synthetic) {
  /** Checks the components. */
  public DataSection {
    trainingParts = List.copyOf(trainingParts);
    validationParts = List.copyOf(validationParts);
    testParts = List.copyOf(testParts);
    Keys.DATA_DIRECTORY.check(directory);
    Keys.TRAINING_PARTS.check(trainingParts);
    Keys.VALIDATION_PARTS.check(validationParts);
    Keys.TEST_PARTS.check(testParts);
    Keys.VALIDATION_IMAGES.check((long) validationImages);
  }

  /** Parts to test on that are also trained or validated on; there should be none. */
  public List<String> mixedParts() {
    return testParts.stream()
        .filter(part -> trainingParts.contains(part) || validationParts.contains(part))
        .toList();
  }

  /** How many of the training images are trained on. */
  public sealed interface ImageCount {
    /** All that are left after the split. */
    record All() implements ImageCount {}

    /**
     * So many of them.
     *
     * @param images at least 1
     */
    record Exactly(int images) implements ImageCount {
      /** Checks the number. */
      public Exactly {
        Keys.TRAINING_IMAGES.check((long) images);
      }
    }
  }

  /**
   * Learnable 32 × 32 × 3 images of 10 classes, made from a seed.
   *
   * @param seed other images for another seed
   * @param trainingImages images for training and validation together, at least 10
   * @param testImages images for testing, at least 10
   */
  public record Synthetic(long seed, int trainingImages, int testImages) {
    /** Checks the numbers. */
    public Synthetic {
      Keys.SYNTHETIC_TRAINING_IMAGES.check((long) trainingImages);
      Keys.SYNTHETIC_TEST_IMAGES.check((long) testImages);
    }
  }
}
