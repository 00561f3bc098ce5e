package dev.lambdasweep.driver.predict;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * The folder that predictions are written to.
 *
 * @param location path of the folder, or its URI on any Hadoop file system
 * @param format format of its files, csv or parquet
 */
public record PredictedTable(String location, String format) {
  private static final String ROWS = "rows";

  /**
   * A folder whose name ends with its format: {@code predictions.csv}.
   *
   * @throws UserException if it ends otherwise
   */
  public static PredictedTable at(String location) {
    String lower = location.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    for (String format : new String[] {"csv", "parquet"}) {
      if (lower.endsWith("." + format)) {
        return new PredictedTable(location, format);
      }
    }
    throw UserException.of(
        "Invalid --output: %s, must end with .csv or .parquet, which is also its format", location);
  }

  /**
   * Requires that nothing is overwritten.
   *
   * @throws UserException if there is such a file or folder, or that cannot be determined
   */
  public void requireAbsent(Configuration hadoop) {
    try {
      Path path = new Path(location);
      if (path.getFileSystem(hadoop).exists(path)) {
        throw UserException.of(
            "Cannot write %s: it exists (remove it, or give another --output)", location);
      }
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Cannot write %s: it is neither a path nor a URI (give another --output)"
              .formatted(location),
          e);
    } catch (IOException e) {
      throw new UserException(
          "Cannot write %s: %s (give another --output)".formatted(location, e.getMessage()), e);
    }
  }

  /**
   * Predicts rows and writes them.
   *
   * @return number of rows
   * @throws UserException if a row cannot be predicted, or the folder cannot be written
   */
  public long write(SavedModel model, Dataset<Row> rows) {
    Observation counted = new Observation();
    Dataset<Row> predicted =
        model.transform(rows).observe(counted, functions.count(functions.lit(1)).as(ROWS));
    requireTexts(predicted.schema());
    try {
      predicted
          .write()
          .mode(SaveMode.ErrorIfExists)
          .option("header", "true")
          .format(format)
          .save(location);
    } catch (Exception e) {
      // of any kind: Spark throws checked exceptions that it does not declare
      throw userError(e)
          .orElseThrow(
              () ->
                  new UserException(
                      "Cannot write %s: %s (check the rows and the disk)"
                          .formatted(location, reason(e)),
                      e));
    }
    return count(counted);
  }

  private static long count(Observation counted) {
    try {
      return ((Number) counted.getAsJava().get(ROWS)).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted after rows were predicted", e);
    }
  }

  /** CSV has no form for values that contain others. */
  private void requireTexts(StructType columns) {
    if (!format.equals("csv")) {
      return;
    }
    Arrays.stream(columns.fields())
        .filter(field -> isCompound(field.dataType()))
        .map(StructField::name)
        .findFirst()
        .ifPresent(
            name -> {
              throw UserException.of(
                  "Cannot write %s: its column %s is of type %s, which CSV cannot hold (let --output"
                      + " end with .parquet)",
                  location, name, columns.apply(name).dataType().simpleString());
            });
  }

  private static boolean isCompound(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof BinaryType
        || type instanceof UserDefinedType<?>;
  }

  /** The mistake of the user that ended a job, if it was one. */
  private static Optional<UserException> userError(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static String reason(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).lines().findFirst().orElse(last.toString());
  }
}
