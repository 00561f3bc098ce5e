package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.TimedTrainer;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a trainer on groups, each in a thread of its own, and turns whatever it throws into a
 * result. If a group throws, its trials are trained once more, each alone, so that the one that
 * throws does not fail the others; their numbers are those they would have had in the group.
 * Independent of Spark.
 *
 * @param trainer trainer of the trials
 */
public record TrialRunner(Trainer trainer) implements Serializable {

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
    Blas.names(); // loads native code, whose threads are the process's, not a training's
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    Stop stop = new Stop();
    List<TrialRun> runs =
        group.trials().stream().map(trial -> new TrialRun(trial, data, host, stop)).toList();
    List<Metric> measured = new ArrayList<>();
    try {
      TrainingThread.End end =
          new TrainingThread(host, stop, text -> runs.forEach(run -> run.log(text)))
              .run(name(group), () -> train(runs, data, measured), secondsLimit(group, host));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (end.isRegular()) {
        return finished(runs, measured, startedAt, seconds);
      }
      host.check().run();
      if (!end.isTimedOut() && end.thrown().get() instanceof UnfitMachineException unfit) {
        throw unfit;
      }
      if (group.trials().size() > 1 && !end.isGivenUp()) {
        return group.alone().stream().flatMap(one -> train(one, data, host).stream()).toList();
      }
      Ending ending =
          end.isTimedOut()
              ? timedOut(secondsBefore(group.trials().get(0), host) + seconds, end.isGivenUp())
              : Failure.ending(end.thrown().get());
      if (end.isTimedOut() && !end.isGivenUp()) {
        runs.get(0).fail(ending);
        return finished(runs, measured, startedAt, seconds);
      }
      return failed(group, ending, startedAt, host.place(), runs.get(0).logged());
    } finally {
      runs.forEach(TrialRun::close);
    }
  }

  /** In the thread of the training, as all code of the trainer. */
  private Void train(List<TrialRun> runs, TrialData data, List<Metric> measured) throws Exception {
    try {
      if (trainer instanceof GroupTrainer together) {
        together.trainTogether(runs);
      } else {
        for (TrialRun run : runs) {
          trainer.train(run);
        }
      }
    } catch (Exception e) {
      // in a group, the others have not come to their ends yet
      if (runs.size() > 1 || !runs.get(0).isEndedAtRung()) {
        throw e;
      }
    }
    measured.addAll(trainer.metrics(data.dataset().examples().task()));
    return null;
  }

  private static List<TrainedTrial> finished(
      List<TrialRun> runs, List<Metric> measured, Instant startedAt, double seconds) {
    double share = seconds / runs.size();
    return runs.stream().map(run -> run.finish(measured, startedAt, runs.size(), share)).toList();
  }

  /** The thread's name, as a thread dump shows it. */
  private static String name(Group group) {
    Trial first = group.trials().get(0).trial();
    return "training of trial %d, repeat %d, fold %d%s"
        .formatted(
            first.number(),
            first.repeat(),
            first.fold(),
            group.trials().size() > 1 ? " and others" : "");
  }

  private double secondsLimit(Group group, TrialHost host) {
    double sum = group.trials().stream().mapToDouble(trial -> secondsLimit(trial, host)).sum();
    // the trainer keeps to the limit itself, but its tests and its files come on top
    return trainer instanceof TimedTrainer
        ? sum + Math.max(sum, TrainingThread.GRACE_SECONDS)
        : sum;
  }

  /** The time that is left to a trial, which may have taken some before its checkpoint. */
  private static double secondsLimit(ResolvedTrial trial, TrialHost host) {
    return trial.values().find(Settings.TRIAL_TIMEOUT).orElse(Double.POSITIVE_INFINITY)
        - secondsBefore(trial, host);
  }

  /** The time that a trial took before the checkpoint that it continues from. */
  private static double secondsBefore(ResolvedTrial trial, TrialHost host) {
    return host.checkpoints().find(trial).map(Checkpoint::seconds).orElse(0.0);
  }

  /** The ending of a trial that no machine could train. */
  public static Ending unfit(UnfitMachineException e) {
    return Ending.failed(Ending.Cause.ERROR, Failure.oneLine(String.valueOf(e.getMessage())));
  }

  private static Ending timedOut(double seconds, boolean isGivenUp) {
    return Ending.failed(
        Ending.Cause.TIMEOUT,
        String.format(
            Locale.ROOT,
            "trained for %.1f s, longer than trial-timeout, %s",
            seconds,
            isGivenUp ? "and its thread could not be stopped" : "and was stopped"));
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
                    Map.of(),
                    List.of()))
        .toList();
  }
}
