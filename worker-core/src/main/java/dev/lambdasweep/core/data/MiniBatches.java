package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;

/**
 * The order in which training examples are seen: each epoch one pass over them, shuffled anew, cut
 * into mini-batches of which the last may be smaller.
 *
 * <p>The mini-batch of an update is a function of (training, batch size, seed, update) alone, so a
 * training can be taken up at any update. A mini-batch is a window: positions {@link #from} to
 * {@link #to} of {@link #indices}. One object serves one thread.
 */
public final class MiniBatches {
  private final int[] training;
  private final int[] order;
  private final int batchSize;
  private final int updatesPerEpoch;
  private final long seed;
  private int epoch = -1;
  private int from;
  private int to;

  /**
   * The order for one seed, at update 0.
   *
   * @param training indices of the training examples, at least one; copied
   * @param batchSize examples in a mini-batch, positive
   * @param seed of the order
   */
  public MiniBatches(int[] training, int batchSize, long seed) {
    require(training.length > 0, "Invalid training: no indices, must be at least one");
    require(batchSize > 0, "Invalid batchSize: %s, must be positive", batchSize);
    this.training = training.clone();
    this.order = new int[training.length];
    this.batchSize = batchSize;
    this.updatesPerEpoch = updatesPerEpoch(training.length, batchSize);
    this.seed = seed;
    seek(0);
  }

  /**
   * Mini-batches in an epoch of so many examples.
   *
   * @param examples at least 1
   * @param batchSize at least 1
   */
  public static int updatesPerEpoch(int examples, int batchSize) {
    return (examples - 1) / batchSize + 1;
  }

  /** Mini-batches in an epoch. */
  public int updatesPerEpoch() {
    return updatesPerEpoch;
  }

  /**
   * Moves to the mini-batch of an update. Shuffles when that lies in another epoch than before, and
   * is free otherwise.
   *
   * @param update counted from 0 at the beginning of the training
   */
  public void seek(int update) {
    if (update < 0) {
      throw new IllegalArgumentException(
          "Invalid update: %d, must not be negative".formatted(update));
    }
    if (update / updatesPerEpoch != epoch) {
      epoch = update / updatesPerEpoch;
      System.arraycopy(training, 0, order, 0, order.length);
      Shuffle.shuffle(order, Seeds.generator(seed, Stream.ORDER, epoch));
    }
    from = update % updatesPerEpoch * batchSize;
    to = (int) Math.min((long) from + batchSize, order.length);
  }

  /** Indices of the epoch's examples in its order: the array itself, not to be written to. */
  public int[] indices() {
    return order;
  }

  /** Position in {@link #indices} of the mini-batch's first example. */
  public int from() {
    return from;
  }

  /** Position in {@link #indices} after the mini-batch's last example. */
  public int to() {
    return to;
  }
}
