package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains groups on a cluster in small Spark jobs, so that a job that kills its executors fails
 * alone. Short groups share a job. No more jobs run at a time than are needed to keep every slot
 * busy.
 */
public final class GroupJobs implements AutoCloseable {
  private final JavaSparkContext context;
  private final SharedData<GroupTask.Common> common;
  private final TrialNeeds needs;
  private final SubmittedJobs jobs;

  /**
   * Jobs of a stage; closing them does not free the data.
   *
   * @param tag tag of all of its jobs, different from those of other sweeps
   * @param data data sets of the sweep
   * @param checkpoints what its trainings continue from, and may hand over
   * @param needs what each of its trainings needs
   * @param here learns which groups train in this process
   */
  public GroupJobs(
      JavaSparkContext context,
      String tag,
      Trainer trainer,
      SharedData<List<TrialData>> data,
      Checkpoint.Exchange checkpoints,
      TrialNeeds needs,
      LocalTrainings here) {
    this.context = context;
    Trainer sent = ShippedFiles.sent(context, trainer);
    // what is here cannot travel, and those elsewhere have nothing to say to it
    LocalTrainings seen = context.isLocal() ? here : LocalTrainings.UNKNOWN;
    this.common = SharedData.of(context, new GroupTask.Common(data, checkpoints, seen));
    this.needs = needs;
    this.jobs = new SubmittedJobs(context, tag, sent, common, needs);
  }

  /** Cancels the running jobs of this sweep; those of others continue. */
  public void cancel() {
    jobs.cancel();
  }

  /** Cancels what still runs, and frees what belongs to the stage alone. */
  @Override
  public void close() {
    try {
      jobs.close();
    } finally {
      common.release(context);
    }
  }

  /** Follows trials, on the thread that called {@link #run}. */
  @FunctionalInterface
  public interface Follower {

    /**
     * Called with the results that have arrived since the last call; every trial arrives exactly
     * once.
     */
    void arrived(List<TrainedTrial> results);

    /**
     * Called after results have arrived, and every few seconds, with the trials that are being
     * trained, in their order, as far as their executors have reported them.
     */
    default void running(List<RunningTrial> trials) {}
  }

  /** A group whose job failed. */
  private record Failure(Group group, Ending ending, Instant at) {
    boolean isKilled() {
      return ending.cause() == Ending.Cause.KILLED;
    }

    /** Whether there is nothing left to try after the group has trained alone. */
    boolean isFinal() {
      return isKilled() || group.trials().size() == 1;
    }
  }

  /**
   * Trains groups and passes on the results as they arrive, on the calling thread.
   *
   * <p>A training that kills its executor also kills those that run next to it, on every attempt.
   * So if several groups are lost, each is tried once more on its own, and the trials of those that
   * are lost again are tried one by one. Groups that fail in Spark itself are tried in the same
   * way. A group whose job was killed by a person is not tried again. A group that an executor's
   * machine cannot train is tried on the others, one after the other.
   *
   * @param groups groups to train, in the order of submission
   * @param alone groups to train after them, one at a time
   * @param description describes a job's groups, for Spark's UI
   * @param follower receives the results
   * @throws UserException if Spark stops; results that have not arrived by then never do
   */
  public void run(
      List<Group> groups,
      List<Group> alone,
      Function<List<Group>, String> description,
      Follower follower) {
    Attempts attempts = new Attempts(description, follower);
    try {
      attempts.trainAll(groups);
      attempts.trainAlone(alone);
    } catch (IllegalStateException e) {
      throw context.sc().isStopped() ? stopped() : e;
    }
  }

  /** The attempts at all groups of one call. */
  private final class Attempts {
    private final Function<List<Group>, String> description;
    private final Follower follower;
    private final UnderWay underWay = new UnderWay();
    private final UnfitExecutors unfit = new UnfitExecutors(context);

    Attempts(Function<List<Group>, String> description, Follower follower) {
      this.description = description;
      this.follower = follower;
    }

    void trainAll(List<Group> groups) {
      List<Failure> again = new ArrayList<>();
      train(
          groups,
          false,
          failure -> {
            if (failure.isKilled()) {
              handOver(failure);
            } else {
              again.add(failure);
            }
          });
      List<Group> members = new ArrayList<>();
      Consumer<Failure> afterAlone =
          failure -> {
            if (failure.isFinal()) {
              handOver(failure);
            } else {
              members.addAll(failure.group().alone());
            }
          };
      if (again.size() == 1 && again.get(0).ending().cause() == Ending.Cause.LOST) {
        // no other group was lost, so this one is the cause, and Spark has tried it repeatedly
        afterAlone.accept(again.get(0));
      } else {
        train(again.stream().map(Failure::group).toList(), true, afterAlone);
      }
      trainAlone(members);
    }

    /** Trains groups one at a time, and tries none again. */
    void trainAlone(List<Group> groups) {
      train(groups, true, this::handOver);
    }

    /**
     * Trains groups and passes on the results.
     *
     * @param oneByOne whether only one group trains at a time
     * @param failures receives the groups whose jobs failed, as they fail
     */
    private void train(List<Group> groups, boolean oneByOne, Consumer<Failure> failures) {
      Packing waiting = new Packing(groups);
      int submitted = 0;
      while (!waiting.isEmpty() || submitted > 0) {
        int slots = TaskSlots.count(context, needs);
        while (!waiting.isEmpty() && submitted < (oneByOne ? 1 : TaskSlots.jobs(context, needs))) {
          List<Group> job = waiting.next(slots);
          jobs.submit(job, description.apply(job), unfit);
          submitted++;
        }
        List<SubmittedJobs.Event> events = jobs.take();
        ofType(events, SubmittedJobs.Running.class)
            .forEach(event -> underWay.add(event.progress()));
        List<SubmittedJobs.Ended> ended = ofType(events, SubmittedJobs.Ended.class);
        submitted -= ended.size();
        ended.forEach(job -> waiting.addAlone(untrained(job)));
        if (!oneByOne) {
          ended.stream()
              .filter(job -> job.failure().isEmpty() && job.trained().unfit().isEmpty())
              .forEach(job -> waiting.ended(job.groups(), job.trained().seconds()));
        }
        handOver(ended);
        failuresOf(ended).forEach(failures);
        follower.running(underWay.trials());
      }
    }

    /** The groups of a job that succeeded that are to be tried again, each in a job of its own. */
    private List<Group> untrained(SubmittedJobs.Ended job) {
      List<Group> again = new ArrayList<>(job.untrained());
      for (GroupTask.Unfit here : job.trained().unfit()) {
        Group group = again.get(0);
        unfit.add(group, here.executor());
        if (unfit.isTriedEverywhere(group)) {
          arrived(here.results());
          again.remove(0);
        }
      }
      return again;
    }

    /** Results that arrived together are stored together. */
    private void handOver(List<SubmittedJobs.Ended> ended) {
      List<TrainedTrial> trained =
          ended.stream().flatMap(job -> job.trained().results().stream()).toList();
      if (!trained.isEmpty()) {
        arrived(trained);
      }
    }

    /** Turns a group that is not tried again into rows. */
    private void handOver(Failure failure) {
      Place nowhere = new Place("", "", 0, context.sc().applicationId());
      arrived(TrialRunner.failed(failure.group(), failure.ending(), failure.at(), nowhere, ""));
    }

    private void arrived(List<TrainedTrial> results) {
      underWay.remove(results);
      follower.arrived(results);
    }
  }

  private static <T> List<T> ofType(List<SubmittedJobs.Event> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Jobs that Spark aborts when it stops do not count as failures of their trials. */
  private List<Failure> failuresOf(List<SubmittedJobs.Ended> ended) {
    List<Failure> failures = new ArrayList<>();
    for (SubmittedJobs.Ended job : ended) {
      job.failure()
          .ifPresent(
              why ->
                  job.groups().forEach(group -> failures.add(new Failure(group, why, job.at()))));
    }
    if (!failures.isEmpty() && context.sc().isStopped()) {
      throw stopped();
    }
    return failures;
  }

  private static UserException stopped() {
    return UserException.of(
        "Cannot continue training: Spark has stopped (scripts/sweep resume trains the remaining"
            + " trials)");
  }
}
