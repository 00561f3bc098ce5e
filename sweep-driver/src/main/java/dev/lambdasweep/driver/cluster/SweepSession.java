package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/** Starts Spark, with the master given to spark-submit. */
public final class SweepSession {
  /** Spark's message for any call on a context that has ended. */
  static final String STOPPED = "Cannot call methods on a stopped SparkContext";

  private SweepSession() {}

  /**
   * A context to train on. With a local master it listens only on the loopback interface.
   *
   * @param name name of the application, for Spark's UI
   * @throws UserException if spark-submit was given no master, one that Spark cannot parse or that
   *     does not answer, or too little memory
   */
  public static JavaSparkContext training(String name) {
    SparkConf given = new SparkConf();
    Master master = Master.of(given);
    SparkConf conf = master.isLocal() ? new LoopbackConf(given) : given;
    conf.setAppName(name);
    Memory.require(conf);
    // Kryo, which a user's defaults may select, cannot copy records
    conf.set("spark.serializer", JavaSerializer.class.getName());
    Heartbeats.complete(conf);
    StandaloneMaster.requireAnswer(master.url());
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) {
      // of any kind: Spark throws checked exceptions that it does not declare
      throw cannotStart(conf, e);
    }
  }

  /**
   * Requires enough memory for the data.
   *
   * @param conf settings of the context that is to hold them
   * @param bytes bytes of all rows
   * @throws UserException if a heap is too small, with the size to request
   */
  public static void requireMemory(SparkConf conf, long bytes) {
    Memory.require(conf, Memory.text(bytes), bytes);
  }

  /** Most bytes of the checkpoints of trainings that are held at a time. */
  public static long checkpointBytes(SparkConf conf) {
    return Memory.ofCheckpoints(conf);
  }

  /** Whether Spark restarts this driver each time it exits with an error. */
  public static boolean isSupervised() {
    SparkConf conf = new SparkConf();
    return conf.getBoolean("spark.driver.supervise", false)
        && conf.get("spark.submit.deployMode", "client").equals("cluster");
  }

  /** The error for a context that Spark does not start, or ends before anything is trained. */
  static UserException cannotStart(SparkConf conf, Exception e) {
    return new UserException(
        String.format(
            "Cannot start Spark on %s: %s (check the options before the verb, Spark's defaults"
                + " and the master's log)",
            conf.get("spark.master"), reason(e)),
        e);
  }

  /** Spark's own message for a context that ended while starting does not say who ended it. */
  private static String reason(Exception e) {
    String cause = Causes.line(e);
    return cause.contains(STOPPED) ? "the master refused this application, or ended it" : cause;
  }

  /**
   * A session for reading results, on this machine and one thread, whatever the master. It listens
   * only on the loopback interface.
   */
  public static SparkSession reading(Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().config(new LoopbackConf(new SparkConf()));
    settings.forEach(builder::config);
    return builder.appName("Lambda Sweep results").master("local[1]").getOrCreate();
  }
}
