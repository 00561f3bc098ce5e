package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.UserException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** How this program starts Spark; the master is spark-submit's. */
public final class SweepSession {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d{1,6}|\\*)(?:,\\d+)?\\])?");

  private SweepSession() {}

  /**
   * A context to train on.
   *
   * @param name of the application, for Spark's pages
   * @throws UserException if spark-submit gave no master, one that does not answer, or less memory
   *     than an executor starts with
   */
  public static JavaSparkContext training(String name) {
    SparkConf conf = new SparkConf().setAppName(name);
    requireMaster(conf);
    StandaloneMaster.requireAnswer(conf.get("spark.master"));
    ExecutorMemory.requireEnoughToStart(conf);
    return new JavaSparkContext(conf);
  }

  /** A session to read results with, on this machine and one thread, whatever the master. */
  public static SparkSession reading(Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder().appName("Lambda Sweep results").master("local[1]");
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Threads that run tasks on this machine alone, if the master is such a one; else 0. */
  public static int localSlots() {
    String master = new SparkConf().get("spark.master", "");
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return 0;
    }
    String threads = local.group(1);
    if (threads == null) {
      return 1;
    }
    return threads.equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads);
  }

  private static void requireMaster(SparkConf conf) {
    if (!conf.contains("spark.master")) {
      throw new UserException(
          "Cannot start Spark: no master is set (start with scripts/sweep, or give spark-submit"
              + " --master)");
    }
  }
}
