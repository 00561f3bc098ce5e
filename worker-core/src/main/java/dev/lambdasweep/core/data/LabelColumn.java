package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;

/**
 * The column of a table that is predicted.
 *
 * @param name name of the column
 * @param type type of its values in Spark's words: {@code string}
 * @param task whether its values are classes or numbers
 * @param classes names of the classes by label; empty for numbers
 */
public record LabelColumn(String name, String type, Task task, List<String> classes)
    implements Serializable {

  /** Checks that there are names for classes only. */
  public LabelColumn {
    classes = List.copyOf(classes);
    require(
        (task == Task.CLASSIFICATION) != classes.isEmpty(),
        "Invalid classes of %s: %s, must be named for classification only",
        name,
        classes);
  }
}
