package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/** How this program starts Spark; the master is spark-submit's. */
public final class SweepSession {
  /** What Spark says of a context that ended, whatever is asked of it. */
  static final String STOPPED = "Cannot call methods on a stopped SparkContext";

  private SweepSession() {}

  /**
   * A context to train on. With a local master it listens on the loopback interface alone.
   *
   * @param name of the application, for Spark's pages
   * @throws UserException if spark-submit gave no master, one that Spark cannot parse or that does
   *     not answer, or too little memory
   */
  public static JavaSparkContext training(String name) {
    SparkConf given = new SparkConf();
    Master master = Master.of(given);
    SparkConf conf = master.isLocal() ? new LoopbackConf(given) : given;
    conf.setAppName(name);
    Memory.require(conf, 0);
    // Kryo, which a user's own defaults may name, cannot copy records
    conf.set("spark.serializer", JavaSerializer.class.getName());
    StandaloneMaster.requireAnswer(master.url());
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) {
      // of any kind: Spark throws checked ones that it does not declare
      throw cannotStart(conf, e);
    }
  }

  /**
   * Sees that data fit.
   *
   * @param conf of the context that they are for
   * @param bytes of all rows
   * @throws UserException that says how much memory to give
   */
  public static void requireMemory(SparkConf conf, long bytes) {
    Memory.require(conf, bytes);
  }

  /** Whether Spark starts this driver again each time it ends with an error. */
  public static boolean isSupervised() {
    SparkConf conf = new SparkConf();
    return conf.getBoolean("spark.driver.supervise", false)
        && conf.get("spark.submit.deployMode", "client").equals("cluster");
  }

  /** What to tell of a context that Spark does not start, or ends before anything is trained. */
  static UserException cannotStart(SparkConf conf, Exception e) {
    return new UserException(
        String.format(
            "Cannot start Spark on %s: %s (check what is given before the verb, Spark's defaults"
                + " and the master's log)",
            conf.get("spark.master"), reason(e)),
        e);
  }

  /** Spark's own words for a context that ended while it was starting do not say who ended it. */
  private static String reason(Exception e) {
    String cause = Causes.line(e);
    return cause.contains(STOPPED) ? "the master refused this application, or ended it" : cause;
  }

  /**
   * A session to read results with, on this machine and one thread, whatever the master. It listens
   * on the loopback interface alone.
   */
  public static SparkSession reading(Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().config(new LoopbackConf(new SparkConf()));
    settings.forEach(builder::config);
    return builder.appName("Lambda Sweep results").master("local[1]").getOrCreate();
  }
}
