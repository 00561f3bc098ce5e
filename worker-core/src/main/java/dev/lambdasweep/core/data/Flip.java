package dev.lambdasweep.core.data;

/**
 * An image's mirror image, right for left, as an index of its own: example i flipped has index −1 −
 * i. So a list of indices says which image to take and which way round, and whatever gathers images
 * takes both alike.
 */
public final class Flip {
  private Flip() {}

  /** Index of an example's mirror image. */
  static int of(int example) {
    return ~example;
  }

  /** Whether an index is that of a mirror image. */
  public static boolean isFlipped(int index) {
    return index < 0;
  }

  /** The example that an index is of, flipped or not. */
  public static int example(int index) {
    return index < 0 ? ~index : index;
  }
}
