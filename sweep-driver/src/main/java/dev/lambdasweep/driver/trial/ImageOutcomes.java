package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.BitSet;

/**
 * Which validation images a trial classifies correctly; an image has the same position in every
 * trial of a sweep.
 *
 * @param images number of validation images
 * @param correct set of images classified correctly: bit i for image i
 */
public record ImageOutcomes(int images, BitSet correct) implements Serializable {
  /** Copies the bits in. */
  public ImageOutcomes {
    correct = (BitSet) correct.clone();
    require(
        correct.length() <= images,
        "Invalid correct: bit %s, must be below images = %s",
        correct.length() - 1,
        images);
  }

  @Override
  public BitSet correct() {
    return (BitSet) correct.clone();
  }
}
