package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.Trial;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifies a trial within its sweep.
 *
 * @param number number of the point, from 0
 * @param repeat number of the training of the point, from 0
 * @param fold number of the fold that it is validated on, from 0; 0 if there is a single split
 */
public record TrialKey(int number, int repeat, int fold) implements Comparable<TrialKey> {
  private static final Comparator<TrialKey> ORDER =
      Comparator.comparingInt(TrialKey::number)
          .thenComparingInt(TrialKey::repeat)
          .thenComparingInt(TrialKey::fold);

  /** The key of a trial of a sweep without folds. */
  public TrialKey(int number, int repeat) {
    this(number, repeat, 0);
  }

  /** The key of a trial. */
  public static TrialKey of(Trial trial) {
    return new TrialKey(trial.number(), trial.repeat(), trial.fold());
  }

  /** The key of a trial that is running. */
  public static TrialKey of(RunningTrial trial) {
    return new TrialKey(trial.trial(), trial.repeat(), trial.fold());
  }

  /** Which training of its point it is, in words: {@code repeat 1, fold 2}; empty for the first. */
  public String training() {
    return Stream.of(repeat > 0 ? "repeat " + repeat : "", fold > 0 ? "fold " + fold : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  @Override
  public int compareTo(TrialKey other) {
    return ORDER.compare(this, other);
  }
}
