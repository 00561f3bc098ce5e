package dev.lambdasweep.driver.source;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

  /** Rows that the application gives, as the rows of the source {@code table}. */
  default Optional<Dataset<Row>> frame() {
    return Optional.empty();
  }

  /**
   * Requires memory for data on the driver and on the executors.
   *
   * @param data what is to be held, for the message
   * @param bytes how many bytes that is
   * @throws dev.lambdasweep.core.UserException if a heap is too small, with what to set
   */
  void requireMemory(String data, long bytes);
}
