package dev.lambdasweep.core.random;

/**
 * Seeds as a pure function of a parent seed and a counter, and the numbers of the streams that a
 * seed feeds. Nothing depends on time, thread or partition.
 */
public final class Seeds {
  private Seeds() {}

  /** What a seed's streams are for; numbers once given never change. */
  public enum Stream {
    /** seeds derived from this one */
    CHILD(0),
    /** which examples train and which validate */
    SPLIT(1),
    /** initial weights */
    WEIGHTS(2),
    /** order of the examples in mini-batches */
    ORDER(3),
    /** points of the search space */
    POINTS(4),
    /** images of the synthetic source */
    IMAGES(5),
    /** entries looked at by a gradient check */
    CHECK(6),
    /** examples on which a curve is measured */
    SAMPLE(7),
    /** which examples are flipped in an epoch */
    FLIPS(8);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  /** A generator for one use of a seed. */
  public static Philox generator(long seed, Stream stream) {
    return new Philox(seed, stream.number);
  }

  /**
   * A generator for one use of a seed, one of many.
   *
   * @param index which of them, say the epoch; at least 0
   */
  public static Philox generator(long seed, Stream stream, int index) {
    return new Philox(seed, ((long) (index + 1) << 8) | stream.number);
  }

  /** The seed of that number derived from a parent seed. */
  public static long child(long seed, int index) {
    return generator(seed, Stream.CHILD, index).nextLong();
  }
}
