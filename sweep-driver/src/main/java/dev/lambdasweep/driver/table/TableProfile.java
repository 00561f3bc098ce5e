package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.data.Task;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was found in a table: its schema, as a plan stores it.
 *
 * @param task what is predicted
 * @param classes names of the classes by label; empty for regression
 * @param rows rows to train and validate on
 * @param testRows rows of the same table that are held out for the test; those of a table of their
 *     own are not counted
 * @param skippedRows rows left out because a value is missing
 * @param inputs number of inputs
 * @param columns all columns, in the table's order
 */
public record TableProfile(
    Task task,
    List<String> classes,
    long rows,
    long testRows,
    long skippedRows,
    int inputs,
    List<Column> columns) {

  /** Copies the lists in. */
  public TableProfile {
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
  }

  /**
   * A column of the table.
   *
   * @param name its name
   * @param type type of its values in Spark's words
   * @param role what it is for
   * @param distinct number of different values, of categories and classes only
   * @param missing number of rows without a value; empty if it is ignored
   */
  public record Column(
      String name, String type, Role role, OptionalLong distinct, OptionalLong missing) {}

  /** What a column is for. */
  public enum Role {
    /** predicted from */
    FEATURE,
    /** predicted */
    LABEL,
    /** weights of the rows */
    WEIGHT,
    /** says what a row is for */
    SPLIT,
    /** not read */
    IGNORED
  }
}
