package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.cluster.SweepSession;
import dev.lambdasweep.driver.sql.Export;
import dev.lambdasweep.driver.sql.ReadOnlySql;
import dev.lambdasweep.driver.sql.SqlResult;
import dev.lambdasweep.driver.sql.Views;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A Spark session for the verbs that read the results as tables; closing this stops it. */
final class ReadingSession implements AutoCloseable {
  private final SparkSession spark;
  private final Views views;

  /** The views of a store, with a column for every hyperparameter. */
  ReadingSession(ResultsStore store) {
    spark = SweepSession.reading(Views.sparkSettings());
    views = new Views(store);
  }

  /** The result of a statement, which can be read until this is closed. */
  SqlResult sql(String statement) {
    return new ReadOnlySql(spark, views).run(statement);
  }

  /**
   * Writes the result of a statement that this program generated to one file.
   *
   * @return the lines of the results that were skipped
   */
  List<Skipped> parquet(String statement, Path file) {
    return Export.parquet(spark, views, statement, file);
  }

  @Override
  public void close() {
    spark.stop();
  }
}
