package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How training examples become mini-batches. Networks that share it, the examples and the seed see
 * the same mini-batches.
 *
 * @param size examples a mini-batch, positive; an epoch's last one may have fewer
 * @param order in which an epoch goes through the examples
 * @param flipProbability with which an image is flipped, right for left, anew in every epoch; in
 *     [0, 1], and 0 for examples that are no images
 */
public record Batching(int size, Order order, double flipProbability) implements Serializable {
  /** Order of the examples in an epoch. */
  public enum Order {
    /** the order of the split, the same in every epoch */
    NATURAL,
    /** at random, another in every epoch */
    SHUFFLED
  }

  /** Checks that a mini-batch is not empty and that the probability is one. */
  public Batching {
    require(size > 0, "Invalid batchSize: %s, must be positive", size);
    require(
        flipProbability >= 0 && flipProbability <= 1,
        "Invalid flipProbability: %s, must be in [0, 1]",
        flipProbability);
  }

  /** Mini-batches of examples as they are, shuffled anew in every epoch. */
  public static Batching shuffled(int size) {
    return new Batching(size, Order.SHUFFLED, 0);
  }
}
