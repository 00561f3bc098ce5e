package dev.lambdasweep.driver.cluster;

import org.apache.spark.SparkConf;

/**
 * How often executors send heartbeats, and with them what they train ({@link LiveChannel}). Spark's
 * default is 10 s. It gives an executor up after a number of heartbeats without an answer, so that
 * number grows as the interval shrinks.
 */
final class Heartbeats {
  private static final String INTERVAL = "spark.executor.heartbeatInterval";
  private static final String MOST_FAILURES = "spark.executor.heartbeat.maxFailures";
  private static final int SECONDS = 3;

  /** Spark's default of 60 failures, 10 s apart. */
  private static final int SECONDS_OF_FAILURES = 600;

  private Heartbeats() {}

  /**
   * Completes settings, unless they have an interval, or a time-out that Spark would not accept
   * with it.
   */
  static void complete(SparkConf conf) {
    long timeout = conf.getTimeAsSeconds("spark.network.timeout", "120s");
    if (!conf.contains(INTERVAL) && !conf.contains(MOST_FAILURES) && timeout > 2 * SECONDS) {
      conf.set(INTERVAL, SECONDS + "s");
      conf.set(MOST_FAILURES, String.valueOf(SECONDS_OF_FAILURES / SECONDS));
    }
  }
}
