package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

/**
 * Triangular cyclical learning rate: climbs linearly from {@code low} to {@code high} in one step
 * size, falls back in the next, and repeats.
 *
 * <p>For update t from 0 and c = (t mod 2n) / n: low + (high − low) · (c ≤ 1 ? c : 2 − c).
 *
 * <p>Source: Smith, Cyclical Learning Rates for Training Neural Networks, 2017,
 * https://arxiv.org/abs/1506.01186.
 *
 * @param low rate at the ends of a cycle; no unit
 * @param high rate in the middle of a cycle
 * @param stepSize updates (mini-batches, not epochs) in half a cycle, n above
 */
public record Triangular(double low, double high, int stepSize) implements LearningRate {
  /** Checks 0 ≤ low ≤ high and that the cycle is not empty. */
  public Triangular {
    require(Double.isFinite(high), "Invalid high: %s, must be finite", high);
    require(low >= 0 && low <= high, "Invalid low: %s, must be in [0, high = %s]", low, high);
    require(stepSize > 0, "Invalid stepSize: %s, must be positive", stepSize);
  }

  @Override
  public double rateAt(int update) {
    double c = (update % (2L * stepSize)) / (double) stepSize;
    return low + (high - low) * (c <= 1 ? c : 2 - c);
  }
}
