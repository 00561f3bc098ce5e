package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.data.Batching;

/** What becomes of an incomplete mini-batch at the end of an epoch. */
public enum LastBatch {
  /** dropped where the order is shuffled, kept where it is natural */
  AUTO,
  /** left out of the epoch */
  DROP,
  /** trained on as it is */
  KEEP;

  /** What is done with it in that order. */
  public Batching.LastBatch in(OrderName order) {
    return switch (this) {
      case AUTO -> order == OrderName.SHUFFLED ? Batching.LastBatch.DROP : Batching.LastBatch.KEEP;
      case DROP -> Batching.LastBatch.DROP;
      case KEEP -> Batching.LastBatch.KEEP;
    };
  }
}
