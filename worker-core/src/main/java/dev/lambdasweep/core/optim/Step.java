package dev.lambdasweep.core.optim;

import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;

/** The change of one network's parameters in one update. */
public sealed interface Step permits Step.Descent, Step.ByGradient {
  /**
   * Gradient descent: W ← decay · W − rate · G and b ← b − rate · g, with the loss's gradients G
   * and g. It has no state between updates, so layers fold it into their products.
   *
   * @param rate learning rate η
   * @param decay factor of the weights, 1 − η · {@link Penalty#gradientFactor()}; biases do not
   *     decay
   */
  record Descent(double rate, double decay) implements Step {}

  /** A step that needs the gradient as a matrix and keeps moments of it between updates. */
  non-sealed interface ByGradient extends Step {
    /** Number of moments per parameter, each of the parameter's shape. */
    int moments();

    /**
     * The factor f such that f · W is the penalty's gradient with respect to the weights; biases
     * have no penalty.
     */
    double gradientFactor();

    /**
     * Updates a parameter in place. Allocates nothing.
     *
     * @param parameter weights or biases, [rows × columns], not a view; updated in place
     * @param gradient the loss's gradient with respect to the parameter, [rows × columns];
     *     unchanged
     * @param moments {@link #moments()} matrices of [rows × columns], 0 before the first update;
     *     updated in place
     * @param penaltyFactor {@link #gradientFactor} for weights, 0 for biases
     */
    void move(Matrix parameter, Matrix gradient, List<Matrix> moments, double penaltyFactor);
  }
}
