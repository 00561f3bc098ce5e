package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * The L2 penalty on the weights; biases are not penalized.
 *
 * @param lambda strength λ, at least 0
 * @param convention multiple of ‖W‖² that λ multiplies
 */
public record Penalty(double lambda, Convention convention) implements Serializable {
  /** Conventions for the penalty. */
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

  /** Loss plus the penalty for weights with the given sum of squares. */
  public double cost(double loss, double sumOfSquaredWeights) {
    return loss + convention.factor * lambda * sumOfSquaredWeights;
  }

  /** The factor f such that f · W is the penalty's gradient with respect to W. */
  public double gradientFactor() {
    return 2 * convention.factor * lambda;
  }
}
