package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.trial.Slots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The slots of a master: the cores of its executors divided by the cores per training, and no more
 * than their resources allow for. {@code spark.default.parallelism} is unrelated.
 */
public final class TaskSlots {
  private static final int JOBS_PER_SLOT = 2;
  private static final int POLL_MILLISECONDS = 100;
  private static final int QUIET_POLLS = 10;
  private static final int PATIENT_POLLS = 300;

  private TaskSlots() {}

  /**
   * The slots of a context. Executors of a cluster register one after another, so this waits until
   * there is at least one and no other has registered for a second.
   *
   * @param needs needs of the training in a slot
   * @param notes receives one line if no executor registers for a while
   * @throws UserException if the master ends the context, or no executor has what is needed
   */
  public static Slots of(JavaSparkContext context, TrialNeeds needs, Consumer<String> notes) {
    return context.isLocal() ? local(count(context, needs)) : ofCluster(context, needs, notes);
  }

  static Slots ofCluster(JavaSparkContext context, TrialNeeds needs, Consumer<String> notes) {
    try {
      awaitExecutors(context, notes);
      int count = count(context, needs);
      // with dynamic allocation, those for the sweep start only later
      if (tasks(context, needs) == 0
          && !context.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
        SubmittedJobs.requireRunning(context);
        throw needs.unmet();
      }
      int executors = executors(context);
      return new Slots(
          count,
          memoryPerGroup(
              Memory.ofExecutor(context.getConf()), dividedRoundingUp(count, executors)));
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      // a master that refuses the application may end the context at any moment
      throw context.sc().isStopped() ? SweepSession.cannotStart(context.getConf(), e) : e;
    }
  }

  /**
   * Number of trainings that can run at the same time now, since executors come and go; at least 1.
   */
  static int count(JavaSparkContext context, TrialNeeds needs) {
    return Math.max(1, tasks(context, needs));
  }

  private static int tasks(JavaSparkContext context, TrialNeeds needs) {
    return context.isLocal()
        ? threads(context.getConf()) / needs.cpusIn(context.getConf())
        : context.sc().maxNumConcurrentTasks(needs.profile(context));
  }

  /**
   * Number of jobs that may be submitted at the same time. More than there are slots, so that each
   * slot has its next one at hand; but where Spark does not know the needs, that would run them.
   */
  static int jobs(JavaSparkContext context, TrialNeeds needs) {
    boolean isKnown =
        !context.isLocal()
            || needs.cpusIn(context.getConf()) == TrialNeeds.cpusPerTask(context.getConf());
    return (isKnown ? JOBS_PER_SLOT : 1) * count(context, needs);
  }

  private static int threads(SparkConf conf) {
    return Master.of(conf).threads().orElse(1);
  }

  /**
   * The slots that a sweep would have on a local master; empty if the master is a cluster or not
   * set.
   *
   * @param needs needs of the training in a slot
   * @throws UserException if Spark cannot parse the master, or it has less than is needed
   */
  public static Optional<Slots> ofLocalMaster(TrialNeeds needs) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master") || !Master.of(conf).isLocal()) {
      return Optional.empty();
    }
    needs.requireIn(conf);
    return Optional.of(local(threads(conf) / needs.cpusIn(conf)));
  }

  /**
   * The given number of slots of the master; on a cluster, as if each executor had the requested
   * size.
   */
  public static Slots of(int count, TrialNeeds needs) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master") || Master.of(conf).isLocal()) {
      return local(count);
    }
    int slots = Math.max(1, conf.getInt("spark.executor.cores", 1) / needs.cpusIn(conf));
    return new Slots(count, memoryPerGroup(Memory.ofExecutor(conf), slots));
  }

  private static Slots local(int slots) {
    int count = Math.max(1, slots);
    return new Slots(count, memoryPerGroup(Runtime.getRuntime().maxMemory(), count));
  }

  /** A quarter of a slot's share of the memory, which also holds the images and the results. */
  private static long memoryPerGroup(long memory, int slots) {
    return memory / slots / 4;
  }

  private static int dividedRoundingUp(int count, int by) {
    return (count + by - 1) / by;
  }

  private static void awaitExecutors(JavaSparkContext context, Consumer<String> notes) {
    JavaFutureAction<Long> first = context.parallelize(List.of(0), 1).countAsync();
    int known = 0;
    int quiet = 0;
    int polls = 0;
    try {
      while (quiet < QUIET_POLLS) {
        Thread.sleep(POLL_MILLISECONDS);
        SubmittedJobs.requireRunning(context);
        quiet = first.isDone() && executors(context) == known ? quiet + 1 : 0;
        known = executors(context);
        polls++;
        if (polls == PATIENT_POLLS && !first.isDone()) {
          notes.accept(waiting(context.getConf()));
        }
      }
      first.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while executors were starting", e);
    } catch (ExecutionException e) {
      throw SweepSession.cannotStart(context.getConf(), e);
    }
  }

  /** Text of the note; a busy cluster may have room later, so the wait continues. */
  private static String waiting(SparkConf conf) {
    return String.format(
        "Waiting for an executor of %s memory and %s cores on %s: no machine has had room for one"
            + " yet (to request less: scripts/sweep --executor-memory 512m --executor-cores 1"
            + " before the verb)",
        conf.get("spark.executor.memory", "1g"),
        conf.get("spark.executor.cores", "all"),
        conf.get("spark.master"));
  }

  /** Number of executors without the driver, which Spark counts as one. */
  private static int executors(JavaSparkContext context) {
    return Math.max(1, context.statusTracker().getExecutorInfos().length - 1);
  }
}
