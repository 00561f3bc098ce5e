package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.Function0;
import scala.Function2;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Spark jobs of one task each, and the queue by which their ends reach one thread. */
final class SubmittedJobs {
  private static final int POLL_SECONDS = 1;

  private final JavaSparkContext context;
  private final Trainer trainer;
  private final Broadcast<List<TrialData>> data;
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  SubmittedJobs(JavaSparkContext context, Trainer trainer, Broadcast<List<TrialData>> data) {
    this.context = context;
    this.trainer = trainer;
    this.data = data;
  }

  /**
   * A job that has ended.
   *
   * @param groups what it was to train
   * @param trained its results; none where it failed
   * @param failure why there are none
   * @param at when it was submitted
   */
  record Ended(
      List<Group> groups, GroupTask.Trained trained, Optional<JobFailure> failure, Instant at) {}

  /** Starts a job. Its handlers run on Spark's threads and only put into the queue. */
  void submit(List<Group> groups, String description) {
    context.setJobDescription(description);
    RDD<Group> rdd = context.parallelize(groups, 1).rdd();
    GroupTask task = new GroupTask(trainer, data, context.sc().applicationId());
    Instant at = Instant.now();
    Function2<Object, GroupTask.Trained, BoxedUnit> onResult =
        (partition, trained) -> {
          ended.add(new Ended(groups, trained, Optional.empty(), at));
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
    future.onComplete(
        (Try<BoxedUnit> end) -> {
          if (end.isFailure()) {
            JobFailure failure = JobFailure.of(end.failed().get());
            GroupTask.Trained none = new GroupTask.Trained(List.of(), 0);
            ended.add(new Ended(groups, none, Optional.of(failure), at));
          }
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
  }

  /**
   * Jobs that have ended since the last call; waits for at least one.
   *
   * @throws IllegalStateException if Spark stops
   */
  List<Ended> take() {
    try {
      List<Ended> taken = new ArrayList<>();
      Ended first = ended.poll(POLL_SECONDS, TimeUnit.SECONDS);
      while (first == null) {
        requireRunning(context);
        first = ended.poll(POLL_SECONDS, TimeUnit.SECONDS);
      }
      taken.add(first);
      ended.drainTo(taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while trials were running", e);
    }
  }

  /**
   * Fails if the context has stopped. Spark neither runs nor fails a job that is submitted while
   * the context is stopping, so every wait for a job must check.
   */
  static void requireRunning(JavaSparkContext context) {
    if (context.sc().isStopped()) {
      throw new IllegalStateException(SweepSession.STOPPED);
    }
  }
}
