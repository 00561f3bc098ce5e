package dev.lambdasweep.driver.cluster;

import org.apache.spark.api.java.JavaSparkContext;

/** A Spark context that is there when it is needed. */
@FunctionalInterface
public interface SparkAccess {

  /**
   * The context; the first call may start it.
   *
   * @throws dev.lambdasweep.core.UserException if Spark cannot start
   */
  JavaSparkContext context();
}
