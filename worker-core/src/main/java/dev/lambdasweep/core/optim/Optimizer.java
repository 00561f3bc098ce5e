package dev.lambdasweep.core.optim;

import java.io.Serializable;

/**
 * How parameters follow the gradient of the cost. Its figures in an update are functions of the
 * update's number alone; state that depends on earlier updates is kept with the parameters.
 */
public sealed interface Optimizer extends Serializable permits Sgd, Adam {
  /** Learning rate η by update. */
  LearningRate learningRate();

  /** The L2 penalty. */
  Penalty penalty();

  /** How the parameters of one network change in an update. */
  Step step();

  /** Learning rate η of an update. */
  default double rateAt(int update) {
    return learningRate().rateAt(update);
  }
}
