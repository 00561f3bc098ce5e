package dev.lambdasweep.core.optim;

import java.io.Serializable;

/**
 * How parameters follow the gradient of the cost. The step of an update is a function of the
 * update's number alone; state that depends on earlier updates is kept with the parameters.
 */
public sealed interface Optimizer extends Serializable permits Sgd, Adam {
  /** Learning rate η by update. */
  LearningRate learningRate();

  /** The L2 penalty. */
  Penalty penalty();

  /**
   * The step of an update.
   *
   * @param update number of updates before it, from 0
   */
  Step stepAt(int update);

  /** Learning rate η of an update. */
  default double rateAt(int update) {
    return learningRate().rateAt(update);
  }
}
