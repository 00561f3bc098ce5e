package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

/**
 * A learning rate that decreases in steps: after every n epochs it is multiplied by a factor. For
 * epoch t from 0: initial · factor^⌊t / n⌋.
 *
 * @param initial rate of the first epochs, positive; no unit
 * @param factor factor of each step, in (0, 1]
 * @param epochs number of epochs between steps, n above; positive
 * @param updatesPerEpoch number of mini-batches per epoch
 */
public record StepDecay(double initial, double factor, int epochs, int updatesPerEpoch)
    implements LearningRate {
  /** Checks that the rate is positive and does not increase. */
  public StepDecay {
    require(
        initial > 0 && Double.isFinite(initial),
        "Invalid initial: %s, must be positive and finite",
        initial);
    require(factor > 0 && factor <= 1, "Invalid factor: %s, must be in (0, 1]", factor);
    require(epochs > 0, "Invalid epochs: %s, must be positive", epochs);
    require(updatesPerEpoch > 0, "Invalid updatesPerEpoch: %s, must be positive", updatesPerEpoch);
  }

  @Override
  public double rateAt(int update) {
    int steps = update / updatesPerEpoch / epochs;
    return initial * Math.pow(factor, steps);
  }
}
