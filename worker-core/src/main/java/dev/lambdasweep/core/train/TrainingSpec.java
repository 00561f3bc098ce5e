package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Batching;
import java.io.Serializable;

/**
 * What the members of a group share.
 *
 * @param updates mini-batch updates in all, positive
 * @param batching size and order of the mini-batches, and flips
 * @param seed of the order of the mini-batches and of flips
 * @param curveEvery updates from one measurement to the next, positive
 * @param curveImages training images of a measurement, positive; all where there are fewer
 * @param secondsLimit most seconds a member may take, a K-th of the group's time, positive; may be
 *     infinite
 */
public record TrainingSpec(
    int updates, Batching batching, long seed, int curveEvery, int curveImages, double secondsLimit)
    implements Serializable {
  /** Checks that all numbers are positive. */
  public TrainingSpec {
    require(updates > 0, "Invalid updates: %s, must be positive", updates);
    require(curveEvery > 0, "Invalid curveEvery: %s, must be positive", curveEvery);
    require(curveImages > 0, "Invalid curveImages: %s, must be positive", curveImages);
    require(secondsLimit > 0, "Invalid secondsLimit: %s, must be positive", secondsLimit);
  }
}
