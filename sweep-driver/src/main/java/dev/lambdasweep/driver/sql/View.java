package dev.lambdasweep.driver.sql;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A view of the results.
 *
 * @param name in SQL
 * @param columns in their order
 * @param rows in the driver's memory
 * @param <R> type of the rows
 */
record View<R>(String name, List<ViewColumn<R>> columns, List<R> rows) {
  /** Copies the lists in. */
  View {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Registers the view in a session, over another temporary view of its name. */
  void register(SparkSession session) {
    dataset(session).createOrReplaceTempView(name);
  }

  /** Its rows as they are now. */
  Dataset<Row> dataset(SparkSession session) {
    return session.createDataFrame(rows.stream().map(this::row).toList(), schema());
  }

  private StructType schema() {
    return DataTypes.createStructType(columns.stream().map(ViewColumn::field).toList());
  }

  private Row row(R row) {
    return RowFactory.create(
        columns.stream().map(column -> column.cell().apply(row).orElse(null)).toArray());
  }
}
