package dev.lambdasweep.core.optim;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;

/** How one network's parameters move in one update. */
public sealed interface Step permits Step.Descent, Step.ByGradient {
  /**
   * Gradient descent: W ← decay · W − rate · G and b ← b − rate · g, with the loss's gradients G
   * and g. It keeps nothing between updates, so layers fold it into their products.
   *
   * @param rate η
   * @param decay what weights are multiplied with, 1 − η · {@link Penalty#gradientFactor()}; biases
   *     do not decay
   */
  record Descent(double rate, double decay) implements Step {}

  /** A step that needs the gradient as a matrix, and keeps moments of it between updates. */
  non-sealed interface ByGradient extends Step {
    /** How many moments it keeps of a parameter, each of the parameter's shape. */
    int moments();

    /** f, where f · W is the penalty's gradient with respect to the weights; biases have none. */
    double gradientFactor();

    /**
     * Moves a parameter in place. Allocates nothing.
     *
     * @param parameter W or b, [rows × columns], no view; updated in place
     * @param gradient loss's gradient with respect to the parameter, [rows × columns]; unchanged
     * @param moments {@link #moments()} matrices of [rows × columns], 0 before the first update;
     *     updated in place
     * @param penaltyFactor {@link #gradientFactor} for weights, 0 for biases
     */
    void move(Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor);
  }
}
