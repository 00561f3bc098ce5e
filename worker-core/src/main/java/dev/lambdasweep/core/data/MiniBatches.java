package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;

/**
 * The order in which training examples are seen: each epoch is one pass over them, shuffled anew or
 * in their natural order, divided into mini-batches; {@link Batching.LastBatch} determines the
 * treatment of an incomplete last one. Images may be flipped at random, as a function of seed,
 * epoch and example alone, independent of the order.
 *
 * <p>The mini-batch of an update is a function of (training, batching, seed, update) alone, so a
 * training can be continued at any update. A mini-batch is a window: positions {@link #from} to
 * {@link #to} of {@link #indices}. Not thread-safe.
 */
public final class MiniBatches {
  private final int[] training;
  private final int[] order;
  private final Batching batching;
  private final int updatesPerEpoch;
  private final long seed;
  private int epoch = -1;
  private int from;
  private int to;

  /**
   * The order for one seed, at update 0.
   *
   * @param training indices of the training examples, at least one; copied
   * @param batching size and order of the mini-batches, and probability of flips
   * @param seed seed of order and flips
   */
  public MiniBatches(int[] training, Batching batching, long seed) {
    require(training.length > 0, "Invalid training: no indices, must be at least one");
    this.training = training.clone();
    this.order = new int[training.length];
    this.batching = batching;
    this.updatesPerEpoch = batching.updatesPerEpoch(training.length);
    this.seed = seed;
    seek(0);
  }

  /** Number of mini-batches in an epoch. */
  public int updatesPerEpoch() {
    return updatesPerEpoch;
  }

  /**
   * Moves to the mini-batch of an update. Shuffles and flips if the update belongs to a different
   * epoch than before, and costs nothing otherwise.
   *
   * @param update number of the update, from 0 at the beginning of the training
   */
  public void seek(int update) {
    if (update < 0) {
      throw new IllegalArgumentException(
          "Invalid update: %d, must not be negative".formatted(update));
    }
    if (update / updatesPerEpoch != epoch) {
      epoch = update / updatesPerEpoch;
      System.arraycopy(training, 0, order, 0, order.length);
      switch (batching.order()) {
        case NATURAL -> {}
        case SHUFFLED -> Shuffle.shuffle(order, Seeds.generator(seed, Stream.ORDER, epoch));
      }
      flip();
    }
    from = update % updatesPerEpoch * batching.size();
    to = (int) Math.min((long) from + batching.size(), order.length);
  }

  /**
   * Flips examples of the epoch, each according to the block of the epoch's stream with the
   * example's number.
   */
  private void flip() {
    if (batching.flipProbability() == 0) {
      return;
    }
    Philox random = Seeds.generator(seed, Stream.FLIPS, epoch);
    for (int j = 0; j < order.length; j++) {
      // 53 bits as a fraction in [0, 1)
      if ((random.at(order[j]) >>> 11) * 0x1p-53 < batching.flipProbability()) {
        order[j] = Flip.of(order[j]);
      }
    }
  }

  /**
   * Indices of the epoch's examples in its order, flipped ones encoded by {@link Flip}: the array
   * itself, which must not be modified.
   */
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
