package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.FailReason;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Outcome;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialResult;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What runs on an executor: trains the groups of a partition. Whatever a training throws becomes a
 * row of each of its trials, so that Spark's retries are left to lost executors.
 */
final class GroupTask extends AbstractFunction1<Iterator<Group>, List<TrainedTrial>>
    implements Function1<Iterator<Group>, List<TrainedTrial>>, Serializable {
  private static final int LONGEST_ERROR = 500;

  private final Trainer trainer;
  private final Broadcast<TrialData> data;
  private final String application;

  GroupTask(Trainer trainer, Broadcast<TrialData> data, String application) {
    this.trainer = trainer;
    this.data = data;
    this.application = application;
  }

  @Override
  public List<TrainedTrial> apply(Iterator<Group> groups) {
    Place place =
        new Place(
            SparkEnv.get().blockManager().blockManagerId().host(),
            SparkEnv.get().executorId(),
            TaskContext.get().attemptNumber(),
            application);
    List<TrainedTrial> results = new ArrayList<>();
    while (groups.hasNext()) {
      results.addAll(train(groups.next(), place));
    }
    return results;
  }

  private List<TrainedTrial> train(Group group, Place place) {
    Instant startedAt = Instant.now();
    try {
      return trainer.train(group, data.value(), place);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      TaskContext.get().killTaskIfInterrupted();
      String error = e.toString();
      return failed(
          group,
          FailReason.ERROR,
          error.substring(0, Math.min(LONGEST_ERROR, error.length())),
          startedAt,
          place);
    }
  }

  /** A result without figures for every trial of a group. */
  static List<TrainedTrial> failed(
      Group group, FailReason reason, String error, Instant startedAt, Place place) {
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
                        new Outcome.Failed(reason, error),
                        0,
                        0,
                        execution,
                        List.of(),
                        new BitSet()),
                    List.of()))
        .toList();
  }
}
