package dev.lambdasweep.driver.table;

import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What tables are read with.
 *
 * @param session session that reads them; the first call may start Spark
 * @param hadoop Hadoop's settings, which say what file systems exist
 * @param frame rows that the application gives, if it does; one or none
 * @param memory requires memory for the rows
 */
public record TableContext(
    Supplier<SparkSession> session,
    Configuration hadoop,
    List<Dataset<Row>> frame,
    MemoryCheck memory) {
  /** Copies the list in. */
  public TableContext {
    frame = List.copyOf(frame);
  }
}
