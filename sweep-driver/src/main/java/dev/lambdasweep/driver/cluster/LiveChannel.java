package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.RunningTrial;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The driver's end of what tasks report while they train: it arrives with the heartbeats of the
 * executors, every {@code spark.executor.heartbeatInterval}.
 */
final class LiveChannel implements AutoCloseable {
  private final JavaSparkContext context;
  private final LiveTrials trials;
  private final Listener listener;

  /**
   * What a task is training.
   *
   * @param task Spark's id of the attempt at a task
   * @param running the trials of the group that it is training; empty once it has ended
   */
  record Progress(long task, List<RunningTrial> running) {}

  /**
   * A channel that is open until it is closed.
   *
   * @param progress receives what arrives, on a thread of Spark's, and must return at once
   */
  LiveChannel(JavaSparkContext context, Consumer<Progress> progress) {
    this.context = context;
    this.trials = new LiveTrials(context);
    this.listener = new Listener(trials.id(), progress);
    context.sc().addSparkListener(listener);
  }

  /** The executors' end, which travels with a task. */
  LiveTrials trials() {
    return trials;
  }

  /** Nothing arrives from now on. */
  @Override
  public void close() {
    context.sc().removeSparkListener(listener);
  }

  private static final class Listener extends SparkListener {
    private final long id;
    private final Consumer<Progress> progress;

    /** Tasks that have reported and not ended; those of the application's other jobs never do. */
    private final Set<Long> tasks = ConcurrentHashMap.newKeySet();

    Listener(long id, Consumer<Progress> progress) {
      this.id = id;
      this.progress = progress;
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
      for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
          CollectionConverters.asJava(update.accumUpdates())) {
        for (AccumulableInfo info : CollectionConverters.asJava(task._4())) {
          if (info.id() == id && info.update().isDefined()) {
            take((Long) task._1(), info.update().get());
          }
        }
      }
    }

    @SuppressWarnings("unchecked") // the content of LiveTrials
    private void take(long task, Object content) {
      tasks.add(task);
      progress.accept(new Progress(task, LiveTrials.decoded((List<Object[]>) content)));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (tasks.remove(end.taskInfo().taskId())) {
        progress.accept(new Progress(end.taskInfo().taskId(), List.of()));
      }
    }
  }
}
