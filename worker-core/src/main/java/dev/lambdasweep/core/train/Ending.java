package dev.lambdasweep.core.train;

import dev.lambdasweep.core.nn.Network;
import java.util.BitSet;

/** How the training of one member ended. */
public sealed interface Ending {
  /**
   * All updates done and all figures finite.
   *
   * @param network what was trained
   * @param training measured on all training images
   * @param validation measured on all validation images
   * @param validationCorrect bit i is set where validation image i was classified correctly
   */
  record Trained(Network network, Measures training, Measures validation, BitSet validationCorrect)
      implements Ending {
    /** Copies the bits in. */
    public Trained {
      validationCorrect = (BitSet) validationCorrect.clone();
    }

    @Override
    public BitSet validationCorrect() {
      return (BitSet) validationCorrect.clone();
    }
  }

  /**
   * A loss or a weight was not finite.
   *
   * @param update updates done when it was noticed
   */
  record Diverged(int update) implements Ending {}

  /**
   * Took longer than the limit.
   *
   * @param update updates done by then
   * @param seconds its share of the group's time by then
   */
  record TimedOut(int update, double seconds) implements Ending {}
}
