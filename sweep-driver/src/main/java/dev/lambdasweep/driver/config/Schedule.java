package dev.lambdasweep.driver.config;

import java.io.Serializable;

/** The learning-rate schedule that a trial follows. */
public sealed interface Schedule extends Serializable {
  /**
   * One rate throughout.
   *
   * @param rate above 0
   */
  record Constant(double rate) implements Schedule {
    /** Checks the rate. */
    public Constant {
      Keys.RATE.check(rate);
    }
  }

  /**
   * A cyclical rate; a cycle is 2 · {@code stepSize} updates.
   *
   * @param low at the ends of a cycle, at least 0
   * @param high in the middle of a cycle, at least low
   * @param stepSize updates in half a cycle, at least 1
   */
  record Triangular(double low, double high, int stepSize) implements Schedule {
    /** Checks the rates and the step size. */
    public Triangular {
      LearningRateSection.checkTriangle(low, high, stepSize);
    }
  }

  /**
   * rate · exp(−decay · t), t the epoch from 0.
   *
   * @param rate of the first epoch, above 0
   * @param decay an epoch, at least 0
   */
  record ExponentialDecay(double rate, double decay) implements Schedule {
    /** Checks both. */
    public ExponentialDecay {
      Keys.RATE.check(rate);
      Keys.DECAY.check(decay);
    }
  }

  /**
   * rate · factor^⌊t / epochs⌋, t the epoch from 0.
   *
   * @param rate of the first epochs, above 0
   * @param factor of a step, above 0 and at most 1
   * @param epochs between steps, at least 1
   */
  record StepDecay(double rate, double factor, int epochs) implements Schedule {
    /** Checks all. */
    public StepDecay {
      Keys.RATE.check(rate);
      LearningRateSection.checkSteps(factor, epochs);
    }
  }
}
