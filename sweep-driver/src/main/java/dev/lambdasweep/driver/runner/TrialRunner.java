package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.DivergedException;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Runs a trainer on groups and turns whatever it throws into a result. If a group throws, its
 * trials are trained once more, each alone, so that the one that throws does not fail the others;
 * their numbers are those they would have had in the group. Independent of Spark.
 *
 * @param trainer trainer of the trials
 */
public record TrialRunner(Trainer trainer) implements Serializable {
  private static final int LONGEST_ERROR = 500;

  /**
   * Trains every trial of a group to its end.
   *
   * @param data data that it is trained on; if there are test rows, each trained model is measured
   *     on them once and kept
   * @param host executor that trains it
   * @return one result per trial, in their order
   * @throws UnfitMachineException if the executor's machine is the reason why it cannot be trained
   */
  public List<TrainedTrial> train(Group group, TrialData data, TrialHost host) {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    List<TrialRun> runs =
        group.trials().stream().map(trial -> new TrialRun(trial, data, host)).toList();
    try {
      if (trainer instanceof GroupTrainer together) {
        together.trainTogether(runs);
      } else {
        for (TrialRun run : runs) {
          trainer.train(run);
        }
      }
      Task task = data.dataset().examples().task();
      double share = (System.nanoTime() - start) / 1e9 / runs.size();
      return runs.stream()
          .map(run -> run.finish(trainer.metrics(task), startedAt, runs.size(), share))
          .toList();
    } catch (UnfitMachineException e) {
      throw e;
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError // of one training; Spark would end the process and with it all other
        // trainings
        | AssertionError e) {
      host.check().run();
      if (group.trials().size() > 1) {
        return group.alone().stream().flatMap(one -> train(one, data, host).stream()).toList();
      }
      return failed(group, ending(e), startedAt, host.place(), runs.get(0).logged());
    } finally {
      runs.forEach(TrialRun::close);
    }
  }

  private static Ending ending(Throwable e) {
    return e instanceof DivergedException
        ? Ending.failed(Ending.Cause.DIVERGED, oneLine(String.valueOf(e.getMessage())))
        : Ending.failed(Ending.Cause.ERROR, oneLine(e.toString()));
  }

  /** The first line that is not blank, of bounded length; never empty. */
  static String oneLine(String error) {
    String line =
        error.lines().filter(text -> !text.isBlank()).findFirst().orElse("no message was given");
    return line.substring(0, Math.min(LONGEST_ERROR, line.length()));
  }

  /**
   * Results without figures, one for every trial of a group.
   *
   * @param log last lines that a training logged, or empty
   */
  public static List<TrainedTrial> failed(
      Group group, Ending ending, Instant startedAt, Place place, String log) {
    Execution execution =
        new Execution(
            startedAt,
            0,
            0,
            group.trials().size(),
            place.host(),
            place.executor(),
            place.attempt(),
            Blas.names(),
            place.application(),
            log);
    return group.trials().stream()
        .map(
            trial ->
                new TrainedTrial(
                    new TrialResult(
                        trial.trial(),
                        ending,
                        Map.of(),
                        new Extent(0, 0),
                        execution,
                        List.of(),
                        List.of(),
                        List.of()),
                    Map.of()))
        .toList();
  }
}
