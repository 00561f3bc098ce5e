package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.trial.FailReason;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.GuardedTrainer;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
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
 * Trains groups on a cluster, in small Spark jobs, so that one that kills its executors fails
 * alone. Short groups share a job. The images travel once, as a broadcast. Only as many jobs are
 * under way as keep every slot busy.
 */
public final class GroupJobs {
  private static final int JOBS_A_SLOT = 2;

  private final JavaSparkContext context;
  private final Trainer trainer;
  private final Broadcast<List<TrialData>> data;

  /**
   * Makes the data ready for the executors, who fetch it when they first need it. It is freed with
   * the context.
   *
   * @param data the sweep's data sets; images that they share travel once
   */
  public GroupJobs(JavaSparkContext context, Trainer trainer, List<TrialData> data) {
    this.context = context;
    this.trainer = trainer;
    this.data = context.broadcast(List.copyOf(data));
  }

  /** What reached the driver of one job: results, or the reason why there are none. */
  private record Arrival(List<Group> groups, GroupTask.Trained trained, String loss, Instant at) {
    boolean isWhole() {
      return loss.isEmpty();
    }
  }

  /** A group that came to nothing, and why. */
  private record Loss(Group group, String cause, Instant at) {}

  /**
   * Trains groups and hands over the results as they arrive, on the calling thread.
   *
   * <p>A training that kills its executor takes those along that run beside it, each time it is
   * tried. So where several groups are lost, each is tried once more with no other beside it, and
   * of those that are lost again the trials are tried, each alone.
   *
   * @param groups what to train, in the order of submission
   * @param description of a job's groups, for Spark's UI
   * @param results receives what has arrived since the last time; every trial arrives exactly once
   * @throws UserException if Spark stops; what has not arrived by then never does
   */
  public void run(
      List<Group> groups,
      Function<List<Group>, String> description,
      Consumer<List<TrainedTrial>> results) {
    try {
      List<Loss> lost = train(groups, false, description, results);
      if (lost.size() > 1) {
        lost = train(lost.stream().map(Loss::group).toList(), true, description, results);
      }
      List<Loss> lostAlone = new ArrayList<>();
      List<Group> members = new ArrayList<>();
      for (Loss loss : lost) {
        if (loss.group().settings().size() == 1) {
          lostAlone.add(loss);
        } else {
          members.addAll(loss.group().alone());
        }
      }
      lostAlone.addAll(train(members, true, description, results));
      if (!lostAlone.isEmpty()) {
        results.accept(lostAlone.stream().flatMap(loss -> resultsOf(loss).stream()).toList());
      }
    } catch (IllegalStateException e) {
      throw context.sc().isStopped() ? stopped() : e;
    }
  }

  /**
   * Hands over what was trained; gives what was lost.
   *
   * @param oneByOne whether each group trains while no other does
   */
  private List<Loss> train(
      List<Group> groups,
      boolean oneByOne,
      Function<List<Group>, String> description,
      Consumer<List<TrainedTrial>> results) {
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    Packing waiting = new Packing(groups);
    List<Loss> lost = new ArrayList<>();
    int underWay = 0;
    while (!waiting.isEmpty() || underWay > 0) {
      // asked each time, as executors come and go
      int slots = TaskSlots.count(context);
      while (!waiting.isEmpty() && underWay < (oneByOne ? 1 : JOBS_A_SLOT * slots)) {
        List<Group> job = waiting.next(slots);
        context.setJobDescription(description.apply(job));
        submit(job, arrivals);
        underWay++;
      }
      List<Arrival> arrived = take(arrivals);
      underWay -= arrived.size();
      if (!oneByOne) {
        arrived.stream()
            .filter(Arrival::isWhole)
            .forEach(arrival -> waiting.ended(arrival.groups(), arrival.trained().seconds()));
      }
      handOver(arrived, results);
      lost.addAll(losses(arrived));
    }
    return lost;
  }

  /** Results that arrived together are stored together. */
  private static void handOver(List<Arrival> arrived, Consumer<List<TrainedTrial>> results) {
    List<TrainedTrial> trained =
        arrived.stream().flatMap(arrival -> arrival.trained().results().stream()).toList();
    if (!trained.isEmpty()) {
      results.accept(trained);
    }
  }

  /** Jobs that Spark cuts short when it stops are no failures of their trials. */
  private List<Loss> losses(List<Arrival> arrived) {
    List<Arrival> failed = arrived.stream().filter(arrival -> !arrival.isWhole()).toList();
    if (!failed.isEmpty() && context.sc().isStopped()) {
      throw stopped();
    }
    return failed.stream()
        .flatMap(
            arrival ->
                arrival.groups().stream()
                    .map(group -> new Loss(group, arrival.loss(), arrival.at())))
        .toList();
  }

  private static UserException stopped() {
    return UserException.of(
        "Cannot go on training: Spark has stopped (scripts/sweep resume trains what is left)");
  }

  /** What has arrived, at least one. */
  private static List<Arrival> take(BlockingQueue<Arrival> arrivals) {
    try {
      List<Arrival> arrived = new ArrayList<>();
      arrived.add(arrivals.take());
      arrivals.drainTo(arrived);
      return arrived;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while trials were running", e);
    }
  }

  /** Starts one job. Its handlers run on Spark's threads and only put into the queue. */
  private void submit(List<Group> job, BlockingQueue<Arrival> arrivals) {
    RDD<Group> rdd = context.parallelize(job, 1).rdd();
    GroupTask task = new GroupTask(trainer, data, context.sc().applicationId());
    Instant submittedAt = Instant.now();
    Function2<Object, GroupTask.Trained, BoxedUnit> onResult =
        (partition, trained) -> {
          arrivals.add(new Arrival(job, trained, "", submittedAt));
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
            String cause =
                String.valueOf(end.failed().get().getMessage())
                    .lines()
                    .findFirst()
                    .orElse("no reason given");
            arrivals.add(new Arrival(job, new GroupTask.Trained(List.of(), 0), cause, submittedAt));
          }
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
  }

  private List<TrainedTrial> resultsOf(Loss loss) {
    Place nowhere = new Place("", "", 0, context.sc().applicationId());
    return GuardedTrainer.failed(loss.group(), FailReason.LOST, loss.cause(), loss.at(), nowhere);
  }
}
