package dev.lambdasweep.core.data;

/**
 * Encodes horizontally flipped images as indices: example i flipped has index −1 − i. So a list of
 * indices says which images to gather and whether to flip them.
 */
public final class Flip {
  private Flip() {}

  /** Index of an example's flipped image. */
  static int of(int example) {
    return ~example;
  }

  /** Whether an index is that of a flipped image. */
  public static boolean isFlipped(int index) {
    return index < 0;
  }

  /** The example of an index, flipped or not. */
  public static int example(int index) {
    return index < 0 ? ~index : index;
  }
}
