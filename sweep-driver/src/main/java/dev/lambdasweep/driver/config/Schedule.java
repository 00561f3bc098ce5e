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
}
