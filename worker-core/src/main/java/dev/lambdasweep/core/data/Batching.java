package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How training examples become mini-batches. Networks that share it, the examples and the seed see
 * the same mini-batches.
 *
 * @param size examples per mini-batch, positive; a smaller data set is one mini-batch
 * @param order in which an epoch goes through the examples
 * @param lastBatch what becomes of the examples that do not fill a mini-batch at an epoch's end
 * @param flipProbability with which an image is flipped, right for left, anew in every epoch; in
 *     [0, 1], and 0 for examples that are no images
 */
public record Batching(int size, Order order, LastBatch lastBatch, double flipProbability)
    implements Serializable {
  /** Order of the examples in an epoch. */
  public enum Order {
    /** the order of the split, the same in every epoch */
    NATURAL,
    /** at random, another in every epoch */
    SHUFFLED
  }

  /**
   * What becomes of an incomplete mini-batch at the end of an epoch. A step along the gradient of a
   * few examples is as long as one along that of many, but far noisier, and whatever is measured
   * after the epoch is measured right behind it.
   */
  public enum LastBatch {
    /** its examples are left out of the epoch; a shuffled order leaves out others each time */
    DROP,
    /** it is trained on as it is */
    KEEP
  }

  /** Checks that a mini-batch is not empty and that the probability is one. */
  public Batching {
    require(size > 0, "Invalid batchSize: %s, must be positive", size);
    require(
        flipProbability >= 0 && flipProbability <= 1,
        "Invalid flipProbability: %s, must be in [0, 1]",
        flipProbability);
  }

  /** Complete mini-batches of examples as they are, shuffled anew in every epoch. */
  public static Batching shuffled(int size) {
    return new Batching(size, Order.SHUFFLED, LastBatch.DROP, 0);
  }

  /**
   * Mini-batches in an epoch of so many examples.
   *
   * @param examples number of training examples, at least 1
   * @return ⌊examples / size⌋ where the last one is dropped, ⌈examples / size⌉ where it is kept; at
   *     least 1
   */
  public int updatesPerEpoch(int examples) {
    return switch (lastBatch) {
      case DROP -> Math.max(1, examples / size);
      case KEEP -> (examples - 1) / size + 1;
    };
  }
}
