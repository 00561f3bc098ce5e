package dev.lambdasweep.driver.table.row;

import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.core.data.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of a table are what. Made by {@code Selector}.
 *
 * @param schema all columns of the table
 * @param features columns to predict from, in the table's order
 * @param kinds how the values of each feature become inputs
 * @param label column to predict
 * @param task what is predicted
 * @param roles the other columns that mean something
 */
public record Selection(
    StructType schema, List<Field> features, List<Kind> kinds, Field label, Task task, Roles roles)
    implements Serializable {

  public Selection {
    features = List.copyOf(features);
    kinds = List.copyOf(kinds);
  }

  /**
   * Columns that are neither features nor the label; a list has one column or none.
   *
   * @param weight weights of the rows
   * @param split says of each row what it is for
   * @param order columns that the rows are sorted by
   */
  public record Roles(List<Field> weight, List<Field> split, List<Field> order)
      implements Serializable {
    public Roles {
      weight = List.copyOf(weight);
      split = List.copyOf(split);
      order = List.copyOf(order);
    }
  }

  /** Column of the weights. */
  public Optional<Field> weight() {
    return roles.weight.stream().findFirst();
  }

  /** Column that says what a row is for. */
  public Optional<Field> split() {
    return roles.split.stream().findFirst();
  }

  /** Whether the features are the bytes of an image. */
  public boolean areImages() {
    return kinds.contains(Kind.IMAGE);
  }
}
