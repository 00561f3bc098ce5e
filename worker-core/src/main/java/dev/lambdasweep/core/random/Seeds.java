package dev.lambdasweep.core.random;

/**
 * Derives seeds as a pure function of a parent seed and a counter, and numbers the streams of a
 * seed. Nothing depends on time, thread or partition.
 */
public final class Seeds {
  private Seeds() {}

  /** Purposes of a seed's streams; their numbers never change. */
  public enum Stream {
    /** seeds derived from this one */
    CHILD(0),
    /** split into training and validation examples */
    SPLIT(1),
    /** initial weights */
    WEIGHTS(2),
    /** order of the examples in mini-batches */
    ORDER(3),
    /** points of the search space */
    POINTS(4),
    /** images of the synthetic source */
    IMAGES(5),
    /** entries compared by a gradient check */
    CHECK(6),
    /** examples on which a curve is measured */
    SAMPLE(7),
    /** examples that are flipped in an epoch */
    FLIPS(8),
    /** digital shift of Sobol points */
    SHIFT(9),
    /** random numbers of samplers that learn */
    PROPOSALS(10),
    /** draws from which the expected gain of more points is computed */
    GAIN(11),
    /** halves of the results, for intervals of the importance of dimensions */
    HALVES(12);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  /** A generator for one purpose of a seed. */
  public static Philox generator(long seed, Stream stream) {
    return new Philox(seed, stream.number);
  }

  /**
   * One of many generators for one purpose of a seed.
   *
   * @param index number of the generator, such as the epoch; at least 0
   */
  public static Philox generator(long seed, Stream stream, int index) {
    return new Philox(seed, ((long) (index + 1) << 8) | stream.number);
  }

  /** A seed derived from a parent seed and a number. */
  public static long child(long seed, int index) {
    return generator(seed, Stream.CHILD, index).nextLong();
  }
}
