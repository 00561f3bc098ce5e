package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.trial.Trial;
import java.util.Comparator;

/**
 * Identifies a trial within its sweep.
 *
 * @param number number of the point, from 0
 * @param repeat number of the training of the point, from 0
 */
public record TrialKey(int number, int repeat) implements Comparable<TrialKey> {
  private static final Comparator<TrialKey> ORDER =
      Comparator.comparingInt(TrialKey::number).thenComparingInt(TrialKey::repeat);

  /** The key of a trial. */
  public static TrialKey of(Trial trial) {
    return new TrialKey(trial.number(), trial.repeat());
  }

  @Override
  public int compareTo(TrialKey other) {
    return ORDER.compare(this, other);
  }
}
