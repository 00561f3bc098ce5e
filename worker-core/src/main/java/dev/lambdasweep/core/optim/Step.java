package dev.lambdasweep.core.optim;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;

/**
 * How the parameters of one network change in an update, given the update's number. One object
 * serves all updates of a training, which therefore allocate none.
 */
public sealed interface Step permits Step.Descent, Step.ByGradient {
  /**
   * Gradient descent: W ← decay · W − rate · G and b ← b − rate · g, with the loss's gradients G
   * and g. It has no state between updates, so layers fold it into their products.
   *
   * @param learningRate learning rate η by update
   * @param penalty the L2 penalty
   */
  record Descent(LearningRate learningRate, Penalty penalty) implements Step {
    /** Learning rate η of an update. */
    public double rateAt(int update) {
      return learningRate.rateAt(update);
    }

    /**
     * The factor by which weights decay in an update: 1 − η · {@link Penalty#gradientFactor()};
     * biases do not decay.
     */
    public double decayAt(int update) {
      return 1 - rateAt(update) * penalty.gradientFactor();
    }
  }

  /** A step that needs the gradient as a matrix and keeps moments of it between updates. */
  non-sealed interface ByGradient extends Step {
    /** Number of moments per parameter, each of the parameter's shape. */
    int moments();

    /** The L2 penalty. */
    Penalty penalty();

    /**
     * Updates a parameter in place. Allocates nothing.
     *
     * @param update number of updates before it, from 0
     * @param parameter weights or biases, [rows × columns], not a view; updated in place
     * @param gradient the loss's gradient with respect to the parameter, [rows × columns];
     *     unchanged
     * @param moments {@link #moments()} matrices of [rows × columns], 0 before the first update;
     *     updated in place
     * @param penaltyFactor factor f such that f · parameter is the penalty's gradient: {@link
     *     Penalty#gradientFactor} for weights, 0 for biases
     */
    void move(
        int update, Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor);
  }
}
