package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.train.Ending;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Trains with another trainer, and makes a row of whatever that throws. Where a group throws, its
 * trials are trained once more, each alone, so that one that throws takes no other with it; their
 * numbers are those they would have had in the group.
 *
 * @param trainer who trains
 * @param check called before a training is blamed for what was thrown; throws where something else
 *     is the cause, such as an interruption
 */
public record GuardedTrainer(Trainer trainer, Check check) implements Trainer {
  private static final int LONGEST_ERROR = 500;

  /** Throws where a training was disturbed from outside. */
  @FunctionalInterface
  public interface Check extends Serializable {
    /** Throws what has to reach the caller. */
    void run();
  }

  @Override
  public List<TrainedTrial> train(Group group, TrialData data, Place place) {
    Instant startedAt = Instant.now();
    try {
      List<TrainedTrial> trained = trainer.train(group, data, place);
      require(
          trained.stream()
              .map(one -> one.result().trial())
              .toList()
              .equals(group.settings().stream().map(TrialSetting::trial).toList()),
          "Invalid results: %s, must be one for each trial of the group, in their order",
          trained.size());
      return trained;
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError // of one training; Spark would end the process, and all others with it
        | AssertionError e) {
      check.run();
      if (group.settings().size() > 1) {
        return group.alone().stream().flatMap(one -> train(one, data, place).stream()).toList();
      }
      String error = e.toString();
      return failed(
          group,
          Ending.Cause.ERROR,
          error.substring(0, Math.min(LONGEST_ERROR, error.length())),
          startedAt,
          place);
    }
  }

  /** A result without figures for every trial of a group. */
  public static List<TrainedTrial> failed(
      Group group, Ending.Cause cause, String error, Instant startedAt, Place place) {
    Execution execution =
        new Execution(
            startedAt,
            0,
            0,
            group.settings().size(),
            place.host(),
            place.executor(),
            place.attempt(),
            Blas.names(),
            place.application());
    return group.settings().stream()
        .map(TrialSetting::trial)
        .map(
            trial ->
                new TrainedTrial(
                    new TrialResult(
                        trial,
                        Ending.failed(cause, error),
                        Map.of(),
                        new Extent(0, 0),
                        execution,
                        List.of(),
                        List.of(),
                        List.of()),
                    List.of()))
        .toList();
  }
}
