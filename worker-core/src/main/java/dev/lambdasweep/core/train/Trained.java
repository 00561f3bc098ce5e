package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;
import java.util.BitSet;

/**
 * A network that trained to its full length, and what was measured of it; all figures are finite.
 *
 * @param network what was trained
 * @param training measured on all training images
 * @param validation measured on all validation images
 * @param validationCorrect bit i is set where validation image i was classified correctly
 */
public record Trained(
    Network network, Measures training, Measures validation, BitSet validationCorrect) {

  /** Copies the bits in. */
  public Trained {
    validationCorrect = (BitSet) validationCorrect.clone();
  }

  @Override
  public BitSet validationCorrect() {
    return (BitSet) validationCorrect.clone();
  }
}
