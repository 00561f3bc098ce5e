package dev.lambdasweep.driver.store.column;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table of results.
 *
 * @param name name of the column in SQL and of the field in JSON
 * @param type type of its values
 * @param getter value in a row
 * @param absent value of rows whose JSON does not have the field; if it is empty, every row must
 *     have it
 * @param isOmitted whether rows that have that value omit the field
 * @param <R> type of the rows
 * @param <T> type of the values
 */
public record Column<R, T>(
    String name, CellType<T> type, Function<R, T> getter, Optional<T> absent, boolean isOmitted) {
  /** A column that the JSON of every row has. */
  public Column(String name, CellType<T> type, Function<R, T> getter) {
    this(name, type, getter, Optional.empty(), false);
  }

  /**
   * This column with a default: rows with the given value omit it from their JSON, and an absent
   * field is read as that value.
   */
  public Column<R, T> absentAs(T value) {
    return new Column<>(name, type, getter, Optional.of(value), true);
  }

  /** This column with a value for rows of versions that did not have it; rows always write it. */
  public Column<R, T> laterThan(T value) {
    return new Column<>(name, type, getter, Optional.of(value), false);
  }

  /** This column in a table of rows that contain the rows of this one. */
  public <S> Column<S, T> of(Function<S, R> part) {
    return new Column<>(name, type, part.andThen(getter), absent, isOmitted);
  }

  /** What a table shows in this column: String, Integer, Long, Double, Instant, byte[] or a Map. */
  public Optional<Object> cell(R row) {
    T value = getter.apply(row);
    return type.isNull(value) ? Optional.empty() : Optional.of(type.shown(value));
  }

  /** Whether the JSON of a row has this column. */
  boolean isWritten(R row) {
    return !isOmitted || !Objects.equals(absent, Optional.of(getter.apply(row)));
  }

  /** The error for JSON without this column. */
  IllegalArgumentException missing() {
    return Json.missing(name, type.description());
  }
}
