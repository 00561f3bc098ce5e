package dev.lambdasweep.core.optim;

import java.io.Serializable;

/**
 * How parameters follow the gradient of the cost. It says what to do in each update as a function
 * of the update's number alone; what an update needs to know of those before it is kept beside the
 * parameters.
 */
public sealed interface Optimizer extends Serializable permits Sgd, Adam {
  /** η by update. */
  LearningRate learningRate();

  /** The L2 penalty. */
  Penalty penalty();

  /**
   * What to do in an update.
   *
   * @param update mini-batch steps done before it, from 0
   */
  Step stepAt(int update);

  /** η of an update. */
  default double rateAt(int update) {
    return learningRate().rateAt(update);
  }
}
