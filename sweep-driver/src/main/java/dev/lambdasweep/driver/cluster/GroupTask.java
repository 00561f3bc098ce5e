package dev.lambdasweep.driver.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialHost;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.Utils;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The task on an executor: trains the groups of a job, one after another. Whatever a training
 * throws becomes a row, so that only lost executors cause retries by Spark.
 */
final class GroupTask extends AbstractFunction1<Iterator<Integer>, GroupTask.Trained>
    implements Function1<Iterator<Integer>, GroupTask.Trained>, Serializable {
  /** Spark's id of the one executor of a local master. */
  private static final String LOCAL_EXECUTOR = "driver";

  private final TrialRunner runner;
  private final List<Group> groups;
  private final Broadcast<SharedData> data;
  private final LiveTrials live;
  private final String application;

  /**
   * A task.
   *
   * @param groups groups of the job; they travel in the closure, which Spark always serializes with
   *     Java's serialization, whatever serializer the application uses
   * @param live receives what is being trained
   */
  GroupTask(
      Trainer trainer,
      List<Group> groups,
      Broadcast<SharedData> data,
      LiveTrials live,
      String application) {
    this.runner = new TrialRunner(trainer);
    this.groups = new ArrayList<>(groups);
    this.data = data;
    this.live = live;
    this.application = application;
  }

  /**
   * The results of groups, in their order.
   *
   * @param groups number of groups that were trained; the next one cannot be trained on this
   *     machine, so it and those after it are to be tried in jobs of their own
   * @param seconds how long they took
   */
  @DefaultSerializer(JavaSerializer.class)
  record Trained(List<TrainedTrial> results, int groups, double seconds) implements Serializable {}

  @Override
  public Trained apply(Iterator<Integer> nothing) {
    long start = System.nanoTime();
    TrialHost host = trialHost();
    List<TrainedTrial> results = new ArrayList<>();
    int trained = 0;
    try {
      for (Group group : groups) {
        TaskContext.get().killTaskIfInterrupted();
        results.addAll(train(group, host));
        trained++;
      }
    } catch (UnfitMachineException e) {
      if (groups.size() == 1) {
        throw e; // Spark tries it elsewhere
      }
    }
    return new Trained(results, trained, (System.nanoTime() - start) / 1e9);
  }

  private List<TrainedTrial> train(Group group, TrialHost host) {
    SharedData shared = data.value();
    live.begin(group, host.place());
    try {
      return runner.train(group, shared.sets().get(group.data()), host);
    } catch (UnfitMachineException e) {
      if (!host.place().executor().equals(LOCAL_EXECUTOR)) {
        throw e;
      }
      // there is no other machine
      Ending ending = Ending.failed(Ending.Cause.ERROR, e.getMessage());
      return TrialRunner.failed(group, ending, Instant.now(), host.place(), "");
    } finally {
      live.end();
    }
  }

  private TrialHost trialHost() {
    SparkEnv spark = SparkEnv.get();
    TaskContext task = TaskContext.get();
    return new TrialHost(
        new Place(host(), spark.executorId(), task.attemptNumber(), application),
        1,
        Map.of(),
        Path.of(Utils.getLocalDir(spark.conf()), "lambda-sweep"),
        live::add,
        task::killTaskIfInterrupted);
  }

  /** Name of the machine; for a local run Spark knows only an address of the loopback interface. */
  private static String host() {
    SparkEnv spark = SparkEnv.get();
    String known = spark.blockManager().blockManagerId().host();
    if (!spark.executorId().equals(LOCAL_EXECUTOR)) {
      return known;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return known;
    }
  }
}
