package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.GuardedTrainer;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What runs on an executor: trains the groups of a partition, one after another. Whatever a
 * training throws becomes a row, so that Spark's retries are left to lost executors.
 */
final class GroupTask extends AbstractFunction1<Iterator<Group>, GroupTask.Trained>
    implements Function1<Iterator<Group>, GroupTask.Trained>, Serializable {
  /** Spark's id of the one executor of a local master. */
  private static final String LOCAL_EXECUTOR = "driver";

  private final Trainer trainer;
  private final Broadcast<List<TrialData>> data;
  private final String application;

  GroupTask(Trainer trainer, Broadcast<List<TrialData>> data, String application) {
    this.trainer = new GuardedTrainer(trainer, () -> TaskContext.get().killTaskIfInterrupted());
    this.data = data;
    this.application = application;
  }

  /** What came of the groups, in their order, and how long that took. */
  record Trained(List<TrainedTrial> results, double seconds) implements Serializable {}

  @Override
  public Trained apply(Iterator<Group> groups) {
    long start = System.nanoTime();
    Place place =
        new Place(
            host(), SparkEnv.get().executorId(), TaskContext.get().attemptNumber(), application);
    List<TrainedTrial> results = new ArrayList<>();
    while (groups.hasNext()) {
      Group group = groups.next();
      results.addAll(trainer.train(group, data.value().get(group.data()), place));
    }
    return new Trained(results, (System.nanoTime() - start) / 1e9);
  }

  /** Name of the machine; Spark knows a local run by an address of the loopback interface. */
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
