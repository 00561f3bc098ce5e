package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.trial.FailReason;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
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

/**
 * Trains groups on a cluster, a small Spark job each, so that one that kills its executors fails
 * alone. The images travel once, as a broadcast. Only as many jobs are under way as keep every slot
 * busy.
 */
public final class GroupJobs {
  private final JavaSparkContext context;
  private final Trainer trainer;
  private final Broadcast<TrialData> data;

  /**
   * Makes the data ready for the executors, who fetch it when they first need it. It is freed with
   * the context.
   */
  public GroupJobs(JavaSparkContext context, Trainer trainer, TrialData data) {
    this.context = context;
    this.trainer = trainer;
    this.data = context.broadcast(data);
  }

  /** What reached the driver of one job: results, or the reason why there are none. */
  private record Arrival(Group group, List<TrainedTrial> results, String loss, Instant at) {}

  /**
   * Trains groups and hands over the results as they arrive, on the calling thread.
   *
   * <p>A group that kills its executor takes those that run beside it along, each time it is tried.
   * So where several are lost, each is tried once more with no other beside it.
   *
   * @param groups what to train, in the order of submission
   * @param description of a group's job, for Spark's UI
   * @param results receives the results of one group at a time; every group arrives exactly once
   * @throws UserException if Spark stops; what has not arrived by then never does
   */
  public void run(
      List<Group> groups,
      Function<Group, String> description,
      Consumer<List<TrainedTrial>> results) {
    try {
      List<Arrival> lost = train(groups, 2 * context.defaultParallelism(), description, results);
      if (lost.size() > 1) {
        lost = train(lost.stream().map(Arrival::group).toList(), 1, description, results);
      }
      lost.forEach(arrival -> results.accept(lossOf(arrival)));
    } catch (IllegalStateException e) {
      throw context.sc().isStopped() ? stopped() : e;
    }
  }

  /** Hands over what was trained; gives what was lost. */
  private List<Arrival> train(
      List<Group> groups,
      int mostUnderWay,
      Function<Group, String> description,
      Consumer<List<TrainedTrial>> results) {
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    Iterator<Group> waiting = groups.iterator();
    List<Arrival> lost = new ArrayList<>();
    int underWay = 0;
    while (waiting.hasNext() || underWay > 0) {
      while (waiting.hasNext() && underWay < mostUnderWay) {
        Group group = waiting.next();
        context.setJobDescription(description.apply(group));
        submit(group, arrivals);
        underWay++;
      }
      Arrival arrival = take(arrivals);
      underWay--;
      if (arrival.loss().isEmpty()) {
        results.accept(arrival.results());
      } else if (context.sc().isStopped()) {
        throw stopped();
      } else {
        lost.add(arrival);
      }
    }
    return lost;
  }

  /** Jobs that Spark cuts short when it stops are no failures of their trials. */
  private static UserException stopped() {
    return UserException.of(
        "Cannot go on training: Spark has stopped (scripts/sweep resume trains what is left)");
  }

  private static Arrival take(BlockingQueue<Arrival> arrivals) {
    try {
      return arrivals.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while trials were running", e);
    }
  }

  /** Starts one job. Its handlers run on Spark's threads and only put into the queue. */
  private void submit(Group group, BlockingQueue<Arrival> arrivals) {
    RDD<Group> rdd = context.parallelize(List.of(group), 1).rdd();
    GroupTask task = new GroupTask(trainer, data, context.sc().applicationId());
    Instant submittedAt = Instant.now();
    Function2<Object, List<TrainedTrial>, BoxedUnit> onResult =
        (partition, results) -> {
          arrivals.add(new Arrival(group, results, "", submittedAt));
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> whenDone = (Function0<BoxedUnit> & Serializable) () -> BoxedUnit.UNIT;
    FutureAction<BoxedUnit> job =
        context
            .sc()
            .submitJob(
                rdd,
                task,
                CollectionConverters.asScala(List.<Object>of(0)).toSeq(),
                onResult,
                whenDone);
    job.onComplete(
        (Try<BoxedUnit> end) -> {
          if (end.isFailure()) {
            arrivals.add(
                new Arrival(group, List.of(), end.failed().get().getMessage(), submittedAt));
          }
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
  }

  private List<TrainedTrial> lossOf(Arrival arrival) {
    Place nowhere = new Place("", "", 0, context.sc().applicationId());
    String cause = arrival.loss().lines().findFirst().orElse("no reason given");
    return GroupTask.failed(arrival.group(), FailReason.LOST, cause, arrival.at(), nowhere);
  }
}
