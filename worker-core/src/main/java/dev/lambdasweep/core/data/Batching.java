package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How training examples are divided into mini-batches. Networks with the same batching, examples
 * and seed see the same mini-batches.
 *
 * @param size examples per mini-batch, positive; a smaller data set is one mini-batch
 * @param order order of the examples in an epoch
 * @param lastBatch treatment of an incomplete mini-batch at the end of an epoch
 * @param flipProbability probability that an image is flipped horizontally, drawn anew in every
 *     epoch; in [0, 1], and 0 for examples that are not images
 */
public record Batching(int size, Order order, LastBatch lastBatch, double flipProbability)
    implements Serializable {
  /** Order of the examples in an epoch. */
  public enum Order {
    /** the order of the split, the same in every epoch */
    NATURAL,
    /** a random order, different in every epoch */
    SHUFFLED
  }

  /**
   * Treatment of an incomplete mini-batch at the end of an epoch. A step along the gradient of a
   * few examples is as long as one along that of many, but far noisier, and measurements at the end
   * of the epoch are taken right after it.
   */
  public enum LastBatch {
    /**
     * its examples are left out of the epoch; a shuffled order leaves out different ones each time
     */
    DROP,
    /** it is used like any other */
    KEEP
  }

  /** Checks the size and the probability. */
  public Batching {
    require(size > 0, "Invalid batchSize: %s, must be positive", size);
    require(
        flipProbability >= 0 && flipProbability <= 1,
        "Invalid flipProbability: %s, must be in [0, 1]",
        flipProbability);
  }

  /** Only complete mini-batches, shuffled anew in every epoch, without flips. */
  public static Batching shuffled(int size) {
    return new Batching(size, Order.SHUFFLED, LastBatch.DROP, 0);
  }

  /**
   * Number of mini-batches in an epoch.
   *
   * @param examples number of training examples, at least 1
   * @return ⌊examples / size⌋ if the last one is dropped, ⌈examples / size⌉ if it is kept; at least
   *     1
   */
  public int updatesPerEpoch(int examples) {
    return switch (lastBatch) {
      case DROP -> Math.max(1, examples / size);
      case KEEP -> (examples - 1) / size + 1;
    };
  }
}
