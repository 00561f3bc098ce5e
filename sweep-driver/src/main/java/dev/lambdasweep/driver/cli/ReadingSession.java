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

/** Spark for the verbs that read the results as tables; it ends with this. */
final class ReadingSession implements AutoCloseable {
  private final SparkSession spark;
  private final Views views;

  /** The views of a store, with a column for every hyperparameter. */
  ReadingSession(ResultsStore store) {
    spark = SweepSession.reading(Views.sparkSettings());
    views = new Views(store);
  }

  /** What a statement gives; it can be read until this is closed. */
  SqlResult sql(String statement) {
    return new ReadOnlySql(spark, views).run(statement);
  }

  /**
   * Writes what a statement of this program's own making gives as one file.
   *
   * @return the lines of the results that were left out
   */
  List<Skipped> parquet(String statement, Path file) {
    return Export.parquet(spark, views, statement, file);
  }

  @Override
  public void close() {
    spark.stop();
  }
}
