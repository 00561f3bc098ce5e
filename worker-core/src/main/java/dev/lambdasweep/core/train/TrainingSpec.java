package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Batching;
import java.io.Serializable;

/**
 * The description of a training, shared by all members of a group.
 *
 * @param updates total number of mini-batch updates, positive
 * @param batching size and order of the mini-batches, and probability of flips
 * @param seed seed of the order of the mini-batches and of flips
 * @param curveEvery number of updates between measurements, positive
 * @param curveImages number of training images per measurement, positive; all if there are fewer
 * @param secondsLimit most seconds that a member may take, as 1/K of the group's time; positive,
 *     may be infinite
 * @param isCut whether it ends before its full length; then its figures on training rows are those
 *     of the last measurement, since measuring all of them can take longer than a short training
 */
public record TrainingSpec(
    int updates,
    Batching batching,
    long seed,
    int curveEvery,
    int curveImages,
    double secondsLimit,
    boolean isCut)
    implements Serializable {
  /** A training to its full length. */
  public TrainingSpec(
      int updates,
      Batching batching,
      long seed,
      int curveEvery,
      int curveImages,
      double secondsLimit) {
    this(updates, batching, seed, curveEvery, curveImages, secondsLimit, false);
  }

  /** Checks that all numbers are positive. */
  public TrainingSpec {
    require(updates > 0, "Invalid updates: %s, must be positive", updates);
    require(curveEvery > 0, "Invalid curveEvery: %s, must be positive", curveEvery);
    require(curveImages > 0, "Invalid curveImages: %s, must be positive", curveImages);
    require(secondsLimit > 0, "Invalid secondsLimit: %s, must be positive", secondsLimit);
  }

  /**
   * A training that ends earlier. Up to its end it has the bits of this one, since mini-batches and
   * steps depend on the number of an update alone.
   *
   * @param end number of updates after which it ends, at most those of this training
   */
  public TrainingSpec upTo(int end) {
    require(end <= updates, "Invalid end: %s, must be at most %s", end, updates);
    return new TrainingSpec(end, batching, seed, curveEvery, curveImages, secondsLimit, true);
  }
}
