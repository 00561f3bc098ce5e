package dev.lambdasweep.driver.cluster;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Access to Spark for sweeps over rows that the application gives.
 *
 * @param spark access to Spark
 * @param rows the rows
 */
public record FramedAccess(SparkAccess spark, Dataset<Row> rows) implements SparkAccess {
  @Override
  public JavaSparkContext context() {
    return spark.context();
  }

  @Override
  public SparkSession session() {
    return spark.session();
  }

  @Override
  public Configuration hadoop() {
    return spark.hadoop();
  }

  @Override
  public Optional<Dataset<Row>> frame() {
    return Optional.of(rows);
  }
}
