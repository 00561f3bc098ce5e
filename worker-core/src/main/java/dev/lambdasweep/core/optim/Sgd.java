package dev.lambdasweep.core.optim;

import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.nn.Step;

/**
 * Mini-batch gradient descent on the cost: W ← W − η · (∂loss/∂W + ∂penalty/∂W), that is, weights
 * decay by a factor and then take a step along the loss's gradient; biases take the step alone.
 *
 * @param learningRate η by update
 * @param penalty the L2 penalty
 */
public record Sgd(LearningRate learningRate, Penalty penalty) implements Optimizer {
  /** What weights are multiplied with in an update: 1 − η · (factor of the penalty's gradient). */
  public double decayAt(int update) {
    return 1 - rateAt(update) * penalty.gradientFactor();
  }

  @Override
  public Step stepAt(int update) {
    return new Step.Descent(rateAt(update), decayAt(update));
  }
}
