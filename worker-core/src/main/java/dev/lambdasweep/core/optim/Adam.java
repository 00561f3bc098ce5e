package dev.lambdasweep.core.optim;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.nn.Step;

/**
 * Adam on the cost: the penalty's gradient is part of the gradient whose moments are estimated, as
 * cost = loss + penalty says; weights do not decay apart from it.
 *
 * <p>Source: Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1,
 * https://arxiv.org/abs/1412.6980. Unlike there, the step size α may follow a schedule.
 *
 * @param learningRate α by update
 * @param penalty the L2 penalty
 * @param beta1 decay of the first moment, in [0, 1); the paper's 0.9
 * @param beta2 decay of the second moment, in [0, 1); the paper's 0.999
 * @param epsilon added to the root of the second moment, positive; the paper's 1e-8
 */
public record Adam(
    LearningRate learningRate, Penalty penalty, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the ranges. */
  public Adam {
    require(beta1 >= 0 && beta1 < 1, "Invalid beta1: %s, must be in [0, 1)", beta1);
    require(beta2 >= 0 && beta2 < 1, "Invalid beta2: %s, must be in [0, 1)", beta2);
    require(
        epsilon > 0 && Double.isFinite(epsilon),
        "Invalid epsilon: %s, must be positive and finite",
        epsilon);
  }

  @Override
  public Step stepAt(int update) {
    return new Step.Adam(
        rateAt(update), penalty.gradientFactor(), beta1, beta2, epsilon, update + 1);
  }
}
