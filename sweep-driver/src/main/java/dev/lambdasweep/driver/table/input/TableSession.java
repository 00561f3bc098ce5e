package dev.lambdasweep.driver.table.input;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** The session that reads files: an application's own, with settings on which the rows depend. */
public final class TableSession {
  /** What a row contains must depend neither on the machine nor on the application. */
  private static final Map<String, String> FIXED =
      Map.of(
          "spark.sql.caseSensitive", "true",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.files.ignoreCorruptFiles", "false",
          "spark.sql.files.ignoreMissingFiles", "false");

  /** Small partitions, since those that have arrived at the driver take memory there. */
  private static final String PARTITION_BYTES = "spark.sql.files.maxPartitionBytes";

  private static final String USUAL_PARTITION_BYTES = "16m";

  private TableSession() {}

  /** A session with the settings of another, which stays as it is. */
  public static SparkSession of(SparkSession application) {
    SparkSession own = application.newSession();
    Map<String, String> given = CollectionConverters.asJava(application.conf().getAll());
    given.forEach(
        (key, value) -> {
          if (own.conf().isModifiable(key)) {
            own.conf().set(key, value);
          }
        });
    FIXED.forEach((key, value) -> own.conf().set(key, value));
    if (!given.containsKey(PARTITION_BYTES)) {
      own.conf().set(PARTITION_BYTES, USUAL_PARTITION_BYTES);
    }
    return own;
  }
}
