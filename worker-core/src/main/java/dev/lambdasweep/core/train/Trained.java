package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;
import java.util.BitSet;

/**
 * A network that trained to its full length, and its measures; all figures are finite.
 *
 * @param network trained network
 * @param training measures on all training images
 * @param validation measures on all validation images
 * @param validationCorrect set of images classified correctly: bit i for validation image i
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
