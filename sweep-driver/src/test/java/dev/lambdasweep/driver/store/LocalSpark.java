package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.sql.Views;
import org.apache.spark.sql.SparkSession;

/** One Spark session for the integration tests of this JVM; it ends with the JVM. */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    SparkSession.Builder builder = SparkSession.builder().master("local[2]").appName("results");
    Views.sparkSettings().forEach(builder::config);
    return builder.getOrCreate();
  }
}
