package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

/**
 * A learning rate that decays exponentially by epoch: γ_t = γ_0 · exp(−k t), where t is the epoch,
 * from 0; it is constant within an epoch.
 *
 * @param initial initial rate γ_0, positive; no unit
 * @param k decay per epoch, at least 0
 * @param updatesPerEpoch number of mini-batches per epoch
 */
public record ExponentialDecay(double initial, double k, int updatesPerEpoch)
    implements LearningRate {
  /** Checks that the rate is positive and does not increase. */
  public ExponentialDecay {
    require(
        initial > 0 && Double.isFinite(initial),
        "Invalid initial: %s, must be positive and finite",
        initial);
    require(k >= 0 && Double.isFinite(k), "Invalid k: %s, must be finite and at least 0", k);
    require(updatesPerEpoch > 0, "Invalid updatesPerEpoch: %s, must be positive", updatesPerEpoch);
  }

  @Override
  public double rateAt(int update) {
    int epoch = update / updatesPerEpoch;
    return initial * Math.exp(-k * epoch);
  }
}
