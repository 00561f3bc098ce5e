package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/** How a trial ended: with its figures, or with a reason why it has none. */
public sealed interface Outcome extends Serializable {
  /**
   * Trained to its end.
   *
   * @param figures what was measured
   */
  record Complete(Figures figures) implements Outcome {}

  /**
   * Has no figures.
   *
   * @param reason the kind of failure
   * @param error one line for a person
   */
  record Failed(FailReason reason, String error) implements Outcome {}
}
