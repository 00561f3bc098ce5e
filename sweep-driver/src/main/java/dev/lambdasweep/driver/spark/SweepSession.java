package dev.lambdasweep.driver.spark;

import dev.lambdasweep.core.UserException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** How this program starts Spark; the master is spark-submit's. */
public final class SweepSession {
  private SweepSession() {}

  /**
   * A context to train on.
   *
   * @param name of the application, for Spark's pages
   * @throws UserException if spark-submit gave no master
   */
  public static JavaSparkContext training(String name) {
    SparkConf conf = new SparkConf().setAppName(name);
    requireMaster(conf);
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
    try {
      return master.startsWith("local") && !master.startsWith("local-cluster")
          ? org.apache.spark.SparkContext.numDriverCores(master)
          : 0;
    } catch (RuntimeException e) {
      throw UserException.of("Invalid master: %s, must be one of Spark's, say local[2]", master);
    }
  }

  private static void requireMaster(SparkConf conf) {
    if (!conf.contains("spark.master")) {
      throw new UserException(
          "Cannot start Spark: no master is set (start with scripts/sweep, or give spark-submit"
              + " --master)");
    }
  }
}
