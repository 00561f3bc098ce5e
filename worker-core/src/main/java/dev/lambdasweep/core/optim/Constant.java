package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

/**
 * The same learning rate for every update.
 *
 * @param rate learning rate η, positive; no unit
 */
public record Constant(double rate) implements LearningRate {
  /** Checks that the rate is positive. */
  public Constant {
    require(rate > 0 && Double.isFinite(rate), "Invalid rate: %s, must be positive", rate);
  }

  @Override
  public double rateAt(int update) {
    return rate;
  }
}
