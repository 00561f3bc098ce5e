package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The master given to spark-submit.
 *
 * @param url URL in a form that Spark 4.2 can parse
 */
record Master(String url) {
  private static final Pattern LOCAL =
      Pattern.compile("local(?:\\[(0*[1-9]\\d{0,5}|\\*)(?:\\s*,\\s*0*[1-9]\\d{0,5})?\\])?");
  private static final Pattern CLUSTER =
      Pattern.compile(
          "local-cluster\\[(?:\\s*\\d{1,9}\\s*,){2}\\s*\\d{1,9}\\s*]|spark://.+|yarn|k8s://.+");

  /**
   * Checks the form, since Spark prints a stack trace if it cannot parse a master.
   *
   * @throws UserException that lists the forms
   */
  Master {
    if (!LOCAL.matcher(url).matches() && !CLUSTER.matcher(url).matches()) {
      throw UserException.of(
          "Invalid --master: %s, must be local, local[N], local[N,ATTEMPTS], spark://HOST:PORT, yarn or"
              + " k8s://URL",
          url);
    }
  }

  /**
   * The master of a configuration.
   *
   * @throws UserException if it has no master, or one that Spark cannot parse
   */
  static Master of(SparkConf conf) {
    if (!conf.contains("spark.master")) {
      throw UserException.of(
          "Cannot start Spark: no master is set (start with scripts/sweep, or pass --master to"
              + " spark-submit)");
    }
    return new Master(conf.get("spark.master"));
  }

  /** Whether trainings run in the driver's own process. */
  boolean isLocal() {
    return LOCAL.matcher(url).matches();
  }

  /**
   * Threads of a local master; empty for a cluster, whose slots are known only once executors have
   * registered.
   */
  OptionalInt threads() {
    Matcher local = LOCAL.matcher(url);
    if (!local.matches()) {
      return OptionalInt.empty();
    }
    String threads = local.group(1) == null ? "1" : local.group(1);
    return OptionalInt.of(
        threads.equals("*")
            ? Runtime.getRuntime().availableProcessors()
            : Integer.parseInt(threads));
  }
}
