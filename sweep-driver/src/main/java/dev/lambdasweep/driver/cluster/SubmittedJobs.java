package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.trial.Group;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.rdd.RDD;
import scala.Function0;
import scala.Function2;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Spark jobs of one task each, and the queue that delivers their progress and ends to one thread.
 */
final class SubmittedJobs implements AutoCloseable {
  private static final int POLL_SECONDS = 1;

  /** How long cancelled tasks are waited for. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);

  private static final int POLL_MILLIS = 20;
  private static final String DESCRIPTION = "spark.job.description";

  private final JavaSparkContext context;
  private final String tag;
  private final Trainer trainer;
  private final SharedData<GroupTask.Common> common;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Set<FutureAction<?>> unfinished = ConcurrentHashMap.newKeySet();
  private final TrialNeeds needs;
  private final LiveChannel live;

  /**
   * Without any jobs at first.
   *
   * @param tag tag of all of its jobs, by which they can be cancelled
   * @param needs what each training needs
   */
  SubmittedJobs(
      JavaSparkContext context,
      String tag,
      Trainer trainer,
      SharedData<GroupTask.Common> common,
      TrialNeeds needs) {
    this.context = context;
    this.tag = tag;
    this.trainer = trainer;
    this.common = common;
    this.needs = needs;
    this.live = new LiveChannel(context, progress -> events.add(new Running(progress)));
  }

  /** Something that happened to a job. */
  sealed interface Event permits Ended, Running {}

  /** A task that trains, or that no longer does. */
  record Running(LiveChannel.Progress progress) implements Event {}

  /**
   * A job that has ended.
   *
   * @param groups groups that it was to train
   * @param trained results of the groups; empty if it failed
   * @param failure exception that ended it; empty if it succeeded
   * @param at time of submission
   */
  record Ended(List<Group> groups, GroupTask.Trained trained, Optional<Ending> failure, Instant at)
      implements Event {
    /** Groups that are to be tried again, each in a job of its own, although the job succeeded. */
    List<Group> untrained() {
      return failure.isPresent() ? List.of() : groups.subList(trained.groups(), groups.size());
    }
  }

  /**
   * Starts a job. Its callbacks run on Spark's threads and only add to the queue.
   *
   * @param unfit executors on which the job should rather not run
   */
  void submit(List<Group> groups, String description, UnfitExecutors unfit) {
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription(description);
    context.sc().addJobTag(tag);
    try {
      submit(groups, unfit);
    } finally {
      // the application may run jobs of its own on this thread
      context.sc().removeJobTag(tag);
      context.setJobDescription(before);
    }
  }

  private void submit(List<Group> groups, UnfitExecutors unfit) {
    RDD<Integer> rdd = needs.given(context, oneTask(unfit.preferred(groups)));
    GroupTask task =
        new GroupTask(
            trainer,
            groups,
            common,
            live.trials(),
            needs.cpus(),
            context.sc().applicationId(),
            groups.size() == 1 ? unfit.of(groups.get(0)) : Set.of());
    Instant at = Instant.now();
    Function2<Object, GroupTask.Trained, BoxedUnit> onResult =
        (partition, trained) -> {
          events.add(new Ended(groups, trained, Optional.empty(), at));
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> whenDone = (Function0<BoxedUnit> & Serializable) () -> BoxedUnit.UNIT;
    FutureAction<BoxedUnit> future =
        context
            .sc()
            .submitJob(
                rdd,
                task,
                CollectionConverters.asScala(List.<Object>of(0)).toSeq(),
                onResult,
                whenDone);
    unfinished.add(future);
    future.onComplete(
        (Try<BoxedUnit> end) -> {
          unfinished.remove(future);
          if (end.isFailure()) {
            Ending failure = JobFailure.ending(end.failed().get());
            events.add(new Ended(groups, GroupTask.Trained.NONE, Optional.of(failure), at));
          }
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
  }

  /** One partition, for one task, with the locations that Spark should prefer. */
  private RDD<Integer> oneTask(List<String> locations) {
    Tuple2<Integer, Seq<String>> element =
        new Tuple2<>(0, CollectionConverters.asScala(locations).toSeq());
    return context
        .sc()
        .makeRDD(
            CollectionConverters.asScala(List.of(element)).toSeq(),
            ClassTag$.MODULE$.apply(Integer.class));
  }

  /**
   * Cancels the running jobs, and waits a while for their tasks to end, which would otherwise miss
   * the data that are freed next. Nothing more is heard of them.
   */
  @Override
  public void close() {
    List<FutureAction<?>> cancelled = List.copyOf(unfinished);
    cancel();
    live.close();
    // also if the caller has been interrupted
    boolean isInterrupted = Thread.interrupted();
    try {
      awaitEnd(cancelled);
    } catch (InterruptedException e) {
      isInterrupted = true;
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for the tasks of cancelled jobs. Spark counts those of a stage reliably once it has said
   * that the stage has ended, which it has when the job has and everything said has been heard.
   */
  private void awaitEnd(List<FutureAction<?>> cancelled) throws InterruptedException {
    if (cancelled.isEmpty() || context.sc().isStopped()) {
      return;
    }
    Instant latest = Instant.now().plus(MOST_WAIT);
    awaitUntil(latest, () -> cancelled.stream().allMatch(FutureAction::isCompleted));
    try {
      context.sc().listenerBus().waitUntilEmpty(MOST_WAIT.toMillis());
    } catch (TimeoutException e) {
      return; // a listener of the application hangs
    }
    awaitUntil(latest, () -> cancelled.stream().noneMatch(this::isAtWork));
  }

  private void awaitUntil(Instant latest, BooleanSupplier isOver) throws InterruptedException {
    while (!context.sc().isStopped() && !isOver.getAsBoolean() && Instant.now().isBefore(latest)) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether a task of a job is running, also of one that has been cancelled. */
  private boolean isAtWork(FutureAction<?> job) {
    JavaSparkStatusTracker tracker = context.statusTracker();
    return CollectionConverters.asJava(job.jobIds()).stream()
        .map(id -> tracker.getJobInfo((Integer) id))
        .filter(Objects::nonNull)
        .flatMapToInt(known -> Arrays.stream(known.stageIds()))
        .mapToObj(tracker::getStageInfo)
        .anyMatch(stage -> stage != null && stage.numActiveTasks() > 0);
  }

  /** Cancels the running jobs; they end as killed. */
  void cancel() {
    try {
      if (!context.sc().isStopped()) {
        context.sc().cancelJobsWithTag(tag);
      }
    } catch (IllegalStateException e) {
      // the context stopped in between, and its jobs with it
    }
  }

  /**
   * What has happened since the last call; waits for something to happen.
   *
   * @throws IllegalStateException if Spark stops
   */
  List<Event> take() {
    try {
      List<Event> taken = new ArrayList<>();
      Event first = events.poll(POLL_SECONDS, TimeUnit.SECONDS);
      while (first == null) {
        requireRunning(context);
        first = events.poll(POLL_SECONDS, TimeUnit.SECONDS);
      }
      taken.add(first);
      events.drainTo(taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while trials were running", e);
    }
  }

  /**
   * Fails if the context has stopped. Spark neither runs nor fails a job that is submitted while
   * the context is stopping, so every wait for a job must check this.
   */
  static void requireRunning(JavaSparkContext context) {
    if (context.sc().isStopped()) {
      throw new IllegalStateException(SweepSession.STOPPED);
    }
  }
}
