package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.trial.Slots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/** How this program starts Spark; the master is spark-submit's. */
public final class SweepSession {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d{1,6}|\\*)(?:,\\d+)?\\])?");

  private static final int POLL_MILLISECONDS = 100;
  private static final int QUIET_POLLS = 10;
  private static final int PATIENT_POLLS = 300;

  private SweepSession() {}

  /**
   * A context to train on.
   *
   * @param name of the application, for Spark's pages
   * @param data that the executors will hold
   * @throws UserException if spark-submit gave no master, one that does not answer, or too little
   *     memory
   */
  public static JavaSparkContext training(String name, SweepData data) {
    SparkConf conf = new SparkConf().setAppName(name);
    requireMaster(conf);
    Memory.require(conf, data.bytes());
    // Kryo, which a user's own defaults may name, cannot copy records
    conf.set("spark.serializer", JavaSerializer.class.getName());
    StandaloneMaster.requireAnswer(conf.get("spark.master"));
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) {
      // of any kind: Spark throws checked ones that it does not declare
      throw cannotStart(conf, e);
    }
  }

  private static UserException cannotStart(SparkConf conf, Exception e) {
    return new UserException(
        String.format(
            "Cannot start Spark on %s: %s (check what is given before the verb, Spark's defaults and"
                + " the master's log)",
            conf.get("spark.master"), Causes.line(e)),
        e);
  }

  /**
   * The slots of a context. Executors of a cluster register one after another, so this waits until
   * there is one and none has come for a second.
   */
  public static Slots slots(JavaSparkContext context) {
    int perTask = Math.max(1, context.getConf().getInt("spark.task.cpus", 1));
    if (context.isLocal()) {
      return local(context.defaultParallelism() / perTask);
    }
    SparkConf conf = context.getConf();
    int count;
    int executors;
    try {
      awaitExecutors(context);
      count = Math.max(1, context.defaultParallelism() / perTask);
      executors = executors(context);
    } catch (RuntimeException e) {
      // a master that refuses ends the context at any moment
      throw context.sc().isStopped() ? cannotStart(conf, e) : e;
    }
    long memory = context.getConf().getSizeAsBytes("spark.executor.memory", "1g");
    return new Slots(count, roomForAGroup(memory, (count + executors - 1) / executors));
  }

  /** The slots that a sweep would have on this machine alone, if the master is such a one. */
  public static Optional<Slots> localSlots() {
    String master = new SparkConf().get("spark.master", "");
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return Optional.empty();
    }
    String threads = local.group(1);
    int cores =
        threads == null
            ? 1
            : threads.equals("*")
                ? Runtime.getRuntime().availableProcessors()
                : Integer.parseInt(threads);
    return Optional.of(local(cores));
  }

  /** So many slots of the master; on a cluster as if each executor were as large as it asks for. */
  public static Slots slots(int count) {
    SparkConf conf = new SparkConf();
    if (LOCAL.matcher(conf.get("spark.master", "")).matches()) {
      return local(count);
    }
    long memory = conf.getSizeAsBytes("spark.executor.memory", "1g");
    return new Slots(count, roomForAGroup(memory, conf.getInt("spark.executor.cores", 1)));
  }

  private static Slots local(int threads) {
    int count = Math.max(1, threads);
    return new Slots(count, roomForAGroup(Runtime.getRuntime().maxMemory(), count));
  }

  /** A quarter of a slot's share: the images lie in the same memory, and so do results. */
  private static long roomForAGroup(long memory, int slots) {
    return memory / slots / 4;
  }

  private static void awaitExecutors(JavaSparkContext context) {
    JavaFutureAction<Long> first = context.parallelize(List.of(0), 1).countAsync();
    int known = 0;
    int quiet = 0;
    int polls = 0;
    try {
      while (quiet < QUIET_POLLS) {
        Thread.sleep(POLL_MILLISECONDS);
        quiet = first.isDone() && executors(context) == known ? quiet + 1 : 0;
        known = executors(context);
        polls++;
        if (polls == PATIENT_POLLS && !first.isDone()) {
          tellOfWaiting(context.getConf());
        }
      }
      first.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while executors were starting", e);
    } catch (ExecutionException e) {
      throw cannotStart(context.getConf(), e);
    }
  }

  /** A busy cluster may have room later, so this goes on. */
  private static void tellOfWaiting(SparkConf conf) {
    System.err.printf(
        "Waiting for an executor of %s memory and %s cores on %s: no machine has had room for one yet"
            + " (smaller: scripts/sweep --executor-memory 512m --executor-cores 1 before the verb)%n",
        conf.get("spark.executor.memory", "1g"),
        conf.get("spark.executor.cores", "all"),
        conf.get("spark.master"));
  }

  /** Executors beside the driver, which Spark counts among them. */
  private static int executors(JavaSparkContext context) {
    return Math.max(1, context.statusTracker().getExecutorInfos().length - 1);
  }

  /** A session to read results with, on this machine and one thread, whatever the master. */
  public static SparkSession reading(Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder().appName("Lambda Sweep results").master("local[1]");
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  private static void requireMaster(SparkConf conf) {
    if (!conf.contains("spark.master")) {
      throw new UserException(
          "Cannot start Spark: no master is set (start with scripts/sweep, or give spark-submit"
              + " --master)");
    }
  }
}
