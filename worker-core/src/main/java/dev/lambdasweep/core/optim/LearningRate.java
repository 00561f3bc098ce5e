package dev.lambdasweep.core.optim;

import java.io.Serializable;

/**
 * A learning rate as a function of the update alone. Schedules that are defined by epochs hold the
 * number of updates per epoch.
 */
public sealed interface LearningRate extends Serializable
    permits Constant, Triangular, ExponentialDecay, StepDecay {
  /**
   * The rate of an update.
   *
   * @param update number of updates before it, from 0
   */
  double rateAt(int update);
}
