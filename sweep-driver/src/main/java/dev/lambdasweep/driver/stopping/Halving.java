package dev.lambdasweep.driver.stopping;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Synchronous successive halving: from each rung, the best of every η points go on, to train η
 * times as long.
 *
 * <p>Rungs are at first · η^k below the full length. Source: Jamieson and Talwalkar, Non-stochastic
 * Best Arm Identification and Hyperparameter Optimization, 2016, https://arxiv.org/abs/1502.07943,
 * who keep half of the points; with another η, Li et al., Hyperband, 2018,
 * https://arxiv.org/abs/1603.06560.
 *
 * @param eta η above, at least 2
 * @param first first rung, at least 1; empty for the full length divided by η as often as it stays
 *     at least 1, rounded up
 */
record Halving(long eta, OptionalLong first) implements StoppingRule {

  Halving {
    require(eta >= 2, "Invalid eta: %s, must be at least 2", eta);
    require(first.orElse(1) >= 1, "Invalid first: %s, must be at least 1", first.orElse(1));
  }

  @Override
  public List<Long> rungs(double length) {
    List<Long> rungs = new ArrayList<>();
    for (double rung = first.orElseGet(() -> usualFirst(length)); rung < length; rung *= eta) {
      rungs.add((long) rung);
    }
    return List.copyOf(rungs);
  }

  private long usualFirst(double length) {
    double rung = length;
    while (rung / eta >= 1) {
      rung /= eta;
    }
    return (long) Math.ceil(rung);
  }

  @Override
  public int survivors(int points) {
    return (int) Math.max(1, points / eta);
  }
}
