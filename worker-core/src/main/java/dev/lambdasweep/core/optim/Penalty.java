package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * The L2 penalty on the weights; biases are not penalised.
 *
 * @param lambda λ, at least 0
 * @param convention which multiple of ‖W‖² it weighs
 */
public record Penalty(double lambda, Convention convention) implements Serializable {
  /** What λ is multiplied with. */
  public enum Convention {
    /** cost = loss + λ‖W‖² */
    LAMBDA(1),
    /** cost = loss + λ/2 ‖W‖² */
    HALF_LAMBDA(0.5);

    private final double factor;

    Convention(double factor) {
      this.factor = factor;
    }
  }

  /** Checks that λ is at least 0. */
  public Penalty {
    require(
        lambda >= 0 && Double.isFinite(lambda),
        "Invalid lambda: %s, must be finite and at least 0",
        lambda);
  }

  /** Loss plus the penalty for weights with that sum of squares. */
  public double cost(double loss, double sumOfSquaredWeights) {
    return loss + convention.factor * lambda * sumOfSquaredWeights;
  }

  /** The penalty's gradient with respect to W is this number times W. */
  public double gradientFactor() {
    return 2 * convention.factor * lambda;
  }
}
