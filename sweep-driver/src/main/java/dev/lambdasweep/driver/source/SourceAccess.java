package dev.lambdasweep.driver.source;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** What sources read their data with. */
public interface SourceAccess {

  /** Hadoop's settings, which say what file systems exist; asking does not start Spark. */
  Configuration hadoop();

  /**
   * The session that reads tables; the first call may start Spark.
   *
   * @throws dev.lambdasweep.core.UserException if Spark cannot start
   */
  SparkSession session();
}
