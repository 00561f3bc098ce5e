package dev.lambdasweep.driver.cluster;

import org.apache.spark.api.java.JavaSparkContext;

/** Access to a Spark context that may be started on demand. */
@FunctionalInterface
public interface SparkAccess {

  /**
   * The context; the first call may start it.
   *
   * @throws dev.lambdasweep.core.UserException if Spark cannot start
   */
  JavaSparkContext context();
}
