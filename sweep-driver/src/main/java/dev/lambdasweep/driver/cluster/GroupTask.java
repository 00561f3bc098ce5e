package dev.lambdasweep.driver.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
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

  private static final long HESITATION_MILLIS = 1000;

  private final TrialRunner runner;
  private final List<Group> groups;
  private final SharedData<Common> common;
  private final LiveTrials live;
  private final int cpus;
  private final String application;
  private final Set<String> unfit;

  /**
   * A task.
   *
   * @param groups groups of the job; they travel in the closure, which Spark always serializes with
   *     Java's serialization, whatever serializer the application uses
   * @param live receives what is being trained
   * @param cpus number of cores that a training may use, if Spark does not reserve more
   * @param unfit executors that cannot train the group, of which there is then one
   */
  GroupTask(
      Trainer trainer,
      List<Group> groups,
      SharedData<Common> common,
      LiveTrials live,
      int cpus,
      String application,
      Set<String> unfit) {
    this.runner = new TrialRunner(trainer);
    this.groups = new ArrayList<>(groups);
    this.common = common;
    this.live = live;
    this.cpus = cpus;
    this.application = application;
    this.unfit = new TreeSet<>(unfit);
  }

  /**
   * What the tasks of a stage have in common.
   *
   * @param sets data sets of the sweep, which other stages read as well
   * @param checkpoints what trainings continue from, and may hand over
   * @param trainings learns which groups train in this process; those that train elsewhere are not
   *     seen
   */
  record Common(
      SharedData<List<TrialData>> sets, Checkpoint.Exchange checkpoints, LocalTrainings trainings)
      implements Serializable {}

  /**
   * The results of groups, in their order.
   *
   * @param results results of the groups that were trained
   * @param unfit the next group, which cannot be trained on this machine; it and those after it are
   *     to be tried in jobs of their own; at most one element
   * @param groups number of groups that were trained
   * @param seconds how long they took
   */
  @DefaultSerializer(JavaSerializer.class)
  record Trained(List<TrainedTrial> results, List<Unfit> unfit, int groups, double seconds)
      implements Serializable {
    static final Trained NONE = new Trained(List.of(), List.of(), 0, 0);
  }

  /**
   * A group that an executor cannot train.
   *
   * @param results its results if no other can either
   */
  record Unfit(String executor, List<TrainedTrial> results) implements Serializable {}

  @Override
  public Trained apply(Iterator<Integer> nothing) {
    long start = System.nanoTime();
    TrialHost host = trialHost();
    if (unfit.contains(host.place().executor())) {
      hesitate();
    }
    List<TrainedTrial> results = new ArrayList<>();
    List<Unfit> here = new ArrayList<>();
    int trained = 0;
    while (trained < groups.size() && here.isEmpty()) {
      TaskContext.get().killTaskIfInterrupted();
      Group group = groups.get(trained);
      Instant at = Instant.now();
      try {
        results.addAll(train(group, host));
        trained++;
      } catch (UnfitMachineException e) {
        Ending ending = TrialRunner.unfit(e);
        here.add(
            new Unfit(
                host.place().executor(), TrialRunner.failed(group, ending, at, host.place(), "")));
      }
    }
    return new Trained(results, here, trained, (System.nanoTime() - start) / 1e9);
  }

  /** Waits before the group is tried where it failed before, because all others are busy. */
  private static void hesitate() {
    try {
      Thread.sleep(HESITATION_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<TrainedTrial> train(Group group, TrialHost host) {
    LocalTrainings here = common.value().trainings();
    here.begins(group, host.place());
    live.begin(group, host.place());
    try {
      return runner.train(group, common.value().sets().value().get(group.data()), host);
    } finally {
      live.end();
      here.ends(group);
    }
  }

  private TrialHost trialHost() {
    SparkEnv spark = SparkEnv.get();
    TaskContext task = TaskContext.get();
    return new TrialHost(
        new Place(host(), spark.executorId(), unfit.size() + task.attemptNumber(), application),
        Math.max(cpus, task.cpus()),
        resources(task),
        Path.of(Utils.getLocalDir(spark.conf()), "lambda-sweep"),
        common.value().checkpoints(),
        live::add,
        task::killTaskIfInterrupted,
        training -> () -> inTask(task, training));
  }

  /** Addresses of the resources that Spark has assigned to a task. */
  private static Map<String, List<String>> resources(TaskContext task) {
    Map<String, List<String>> addresses = new TreeMap<>();
    task.resourcesJMap()
        .forEach((name, resource) -> addresses.put(name, List.of(resource.addresses())));
    return addresses;
  }

  /** Spark knows the task of a thread by a variable of the thread. */
  private static void inTask(TaskContext task, Runnable training) {
    TaskContext$.MODULE$.setTaskContext(task);
    try {
      training.run();
    } finally {
      TaskContext$.MODULE$.unset();
    }
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
