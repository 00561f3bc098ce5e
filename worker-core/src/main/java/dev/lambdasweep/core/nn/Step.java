package dev.lambdasweep.core.nn;

/** How one network's parameters move in one update. */
public sealed interface Step {
  /**
   * Gradient descent: W ← decay · W − rate · G and b ← b − rate · g, with the loss's gradients G
   * and g.
   *
   * @param rate η
   * @param decay what weights are multiplied with, 1 − η · {@link Penalty#gradientFactor()}; biases
   *     do not decay
   */
  record Descent(double rate, double decay) implements Step {}

  /**
   * Adam: moments of the cost's gradients, G + gradientFactor · W and g.
   *
   * @param rate α
   * @param gradientFactor {@link Penalty#gradientFactor()}
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param count t, number of this update from 1
   */
  record Adam(
      double rate, double gradientFactor, double beta1, double beta2, double epsilon, int count)
      implements Step {
    /** 1 − β1^t, what the first moment is divided by to be without bias. */
    double firstCorrection() {
      return 1 - Math.pow(beta1, count);
    }

    /** 1 − β2^t, likewise for the second. */
    double secondCorrection() {
      return 1 - Math.pow(beta2, count);
    }
  }
}
