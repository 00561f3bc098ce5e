package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.Views;
import dev.lambdasweep.driver.spark.SweepSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark for the verbs that read the results as tables. */
final class ReadingSpark {
  private ReadingSpark() {}

  /** A session to read with; the caller stops it. */
  static SparkSession session() {
    return SweepSession.reading(Views.sparkSettings());
  }

  /** The views of a store, with a column for every hyperparameter. */
  static Views views(ResultsStore store) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Hyperparameter hyperparameter : Hyperparameter.values()) {
      columns.put(
          hyperparameter.column(),
          switch (hyperparameter.columnType()) {
            case DOUBLE -> "DOUBLE";
            case LONG -> "BIGINT";
            case STRING -> "STRING";
          });
    }
    return new Views(store, columns);
  }
}
