package dev.lambdasweep.driver.store.column;

import java.util.List;
import java.util.Map;

/** The values of one line of JSON, by column. */
public final class Cells {
  private final Columns<?> columns;
  private final Object[] values;
  private final Sharing sharing;

  /**
   * The values of a line.
   *
   * @param values values in the order of the columns, none null
   */
  Cells(Columns<?> columns, Object[] values, Sharing sharing) {
    this.columns = columns;
    this.values = values;
    this.sharing = sharing;
  }

  /** The value in a column; its type's substitute for null if it is null. */
  @SuppressWarnings("unchecked") // the column's own type has parsed it
  public <T> T get(Column<?, T> column) {
    return (T) values[columns.place(column.name())];
  }

  /**
   * The value in a column.
   *
   * @throws IllegalArgumentException if it is null
   */
  public <T> T require(Column<?, T> column) {
    T value = get(column);
    if (column.type().isNull(value)) {
      throw column.missing();
    }
    return value;
  }

  /** A map of names to values, in the same order; shares the names with maps of other lines. */
  public <V> Map<String, V> map(List<String> names, List<V> itsValues) {
    return sharing.map(names, itsValues);
  }

  /** An equal value of an earlier line, or else this one. */
  public <T> T shared(T value) {
    return sharing.shared(value);
  }
}
