package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table that has been opened.
 *
 * @param rows its rows
 * @param description what it is, for people: the paths of its files, for example
 * @param malformed name of the last column, which is none of the table's: it holds a line that is
 *     no row; empty if there is none
 * @param problem makes a message of the first malformed line and their number
 */
public record TableInput(
    Dataset<Row> rows,
    String description,
    Optional<String> malformed,
    BiFunction<String, Long, UserException> problem) {

  /** A table without malformed lines. */
  public static TableInput of(Dataset<Row> rows, String description) {
    return new TableInput(
        rows,
        description,
        Optional.empty(),
        (line, count) -> {
          throw new IllegalStateException("There are no malformed lines in " + description);
        });
  }

  /** The table's columns. */
  public StructType schema() {
    StructType all = rows.schema();
    return malformed.isEmpty()
        ? all
        : new StructType(Arrays.copyOf(all.fields(), all.fields().length - 1));
  }

  /** Place of the column of malformed lines; −1 if there is none. */
  public int malformedPlace() {
    return malformed.isEmpty() ? -1 : rows.schema().fields().length - 1;
  }
}
