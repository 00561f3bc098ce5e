package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.column.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a view.
 *
 * @param name name of the column
 * @param type in Spark SQL
 * @param cell value in a row: String, Integer, Long, Double, Boolean, Instant or Map; empty for
 *     NULL
 * @param <R> type of the rows
 */
record ViewColumn<R>(String name, String type, Function<R, Optional<Object>> cell) {
  /** A column that is NULL in no row. */
  static <R> ViewColumn<R> of(String name, String type, Function<R, Object> cell) {
    return new ViewColumn<>(name, type, cell.andThen(Optional::of));
  }

  /** A column of the stored results. */
  static <R> ViewColumn<R> of(Column<R, ?> column) {
    return new ViewColumn<>(column.name(), column.type().sql(), column::cell);
  }

  /** Columns of the stored results. */
  static <R> List<ViewColumn<R>> of(Iterable<? extends Column<R, ?>> columns) {
    List<ViewColumn<R>> all = new ArrayList<>();
    columns.forEach(column -> all.add(of(column)));
    return all;
  }

  /** This column in a view of rows that contain the rows of this one. */
  <S> ViewColumn<S> in(Function<S, R> part) {
    return new ViewColumn<>(name, type, part.andThen(cell));
  }

  StructField field() {
    return DataTypes.createStructField(name, DataType.fromDDL(type), true);
  }
}
