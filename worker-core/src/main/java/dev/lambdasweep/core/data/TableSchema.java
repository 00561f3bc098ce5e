package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.List;

/**
 * How the rows of a table become examples. It is fitted on rows to train and validate on, never on
 * test rows, and is part of a saved model, so that a model takes rows as they are.
 *
 * @param columns columns that become inputs, in the order of the inputs; at least one
 * @param label column that is predicted
 * @param standardizes whether numbers are standardized; one-hot inputs and indicators never are
 */
public record TableSchema(List<InputColumn> columns, LabelColumn label, boolean standardizes)
    implements Serializable {

  /** Copies the columns in. */
  public TableSchema {
    columns = List.copyOf(columns);
    require(!columns.isEmpty(), "Invalid columns: none, must be at least one");
  }

  /** Number of inputs. */
  public int inputs() {
    long inputs = columns.stream().mapToLong(InputColumn::inputs).sum();
    return Math.toIntExact(inputs);
  }

  /** Readable names of the inputs, in their order. */
  public List<String> inputNames() {
    return columns.stream().flatMap(column -> column.inputNames().stream()).toList();
  }

  /**
   * Which inputs are standardized.
   *
   * @return [inputs], a new array
   */
  public boolean[] scaled() {
    boolean[] scaled = new boolean[inputs()];
    int at = 0;
    for (InputColumn column : columns) {
      for (int i = 0; i < column.values(); i++) {
        scaled[at + i] = standardizes && column.isScalable();
      }
      at += column.inputs();
    }
    return scaled;
  }
}
