package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.Step;

/** Steps of optimizers with moments. */
final class Steps {
  private Steps() {}

  /**
   * A step of Adam.
   *
   * @param factor f, where f · W is the penalty's gradient
   */
  static Step adam(double rate, double factor, double beta1, double beta2, double epsilon) {
    return new Adam(new Constant(rate), penalty(factor), beta1, beta2, epsilon).step();
  }

  /** A step of gradient descent. */
  static Step descent(double rate, double factor) {
    return new Sgd(new Constant(rate), penalty(factor)).step();
  }

  /** A step of gradient descent with momentum. */
  static Step momentum(double rate, double factor, double momentum) {
    return new Sgd(new Constant(rate), penalty(factor), momentum).step();
  }

  private static Penalty penalty(double factor) {
    return new Penalty(factor, Penalty.Convention.HALF_LAMBDA);
  }
}
