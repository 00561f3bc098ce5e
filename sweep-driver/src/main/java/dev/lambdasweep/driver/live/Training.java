package dev.lambdasweep.driver.live;

import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.util.Comparator;

/**
 * Identifies a training of a trial, which has one for each rung that it reaches.
 *
 * @param trial key of the trial
 * @param rung number of the rung where the training ends; -1 for the full length
 */
public record Training(TrialKey trial, int rung) implements Comparable<Training> {
  private static final Comparator<Training> ORDER =
      Comparator.comparing(Training::trial).thenComparingInt(Training::rung);

  /** The training of a trial up to its end or next rung. */
  public static Training of(ResolvedTrial trial) {
    return new Training(TrialKey.of(trial.trial()), trial.rung().number());
  }

  static Training of(RunningTrial trial) {
    return new Training(TrialKey.of(trial), trial.rung());
  }

  @Override
  public int compareTo(Training other) {
    return ORDER.compare(this, other);
  }
}
