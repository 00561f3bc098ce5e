package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.refine.RankedPoint;
import dev.lambdasweep.driver.refine.Ranking;
import dev.lambdasweep.driver.results.SqlFormat;
import dev.lambdasweep.driver.results.SqlResult;
import dev.lambdasweep.driver.results.TrialRow;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The trials of a sweep, those of the best point first and those that failed last. A figure is in
 * every row, a hyperparameter only where it was searched.
 *
 * @param config of the sweep
 * @param rows of the sweep
 * @param searched columns of the hyperparameters that the points differ in
 */
record RankedTable(SweepConfig config, List<TrialRow> rows, List<String> searched) {
  RankedTable {
    rows = List.copyOf(rows);
    searched = List.copyOf(searched);
  }

  /** The table of a sweep that searched its configuration's space. */
  static RankedTable of(SweepConfig config, List<TrialRow> rows) {
    return new RankedTable(config, rows, searched(config));
  }

  /** Columns of the searched hyperparameters; λ where none was. */
  static List<String> searched(SweepConfig config) {
    List<String> searched =
        config.sweep().space().stream()
            .map(DimensionSpec::hyperparameter)
            .map(Hyperparameter::column)
            .toList();
    return searched.isEmpty() ? List.of(Hyperparameter.LAMBDA.column()) : searched;
  }

  /** Prints the table. */
  void print(PrintStream out) {
    boolean repeats = rows.stream().anyMatch(row -> row.key().repeat() > 0);
    boolean test = rows.stream().anyMatch(row -> row.figure("test_accuracy").isPresent());
    List<StructField> fields = new ArrayList<>();
    fields.add(field("rank", true));
    fields.add(field("trial", true));
    if (repeats) {
      fields.add(field("repeat", true));
    }
    searched.forEach(column -> fields.add(field(column, isNumber(column))));
    if (test) {
      fields.add(field("test_accuracy", true));
      fields.add(field("test_loss", true));
    }
    fields.add(field("valid_accuracy", true));
    fields.add(field("± se", true));
    fields.add(field("valid_loss", true));
    fields.add(field("train_accuracy", true));
    fields.add(field("seconds", true));
    fields.add(field("state", false));
    List<Row> lines = new ArrayList<>();
    List<RankedPoint> ranking = Ranking.of(rows, config.refine().metric());
    for (int i = 0; i < ranking.size(); i++) {
      for (TrialRow row : ranking.get(i).rows()) {
        lines.add(line(String.valueOf(i + 1), row, repeats, test));
      }
    }
    rows.stream()
        .filter(row -> !row.isComplete())
        .forEach(row -> lines.add(line("", row, repeats, test)));
    SqlFormat.TABLE.print(
        new SqlResult(
            new StructType(fields.toArray(StructField[]::new)), lines.iterator(), List.of()),
        out);
  }

  private Row line(String rank, TrialRow row, boolean repeats, boolean test) {
    List<Object> cells = new ArrayList<>();
    cells.add(rank);
    cells.add(row.key().number());
    if (repeats) {
      cells.add(row.key().repeat());
    }
    searched.forEach(column -> cells.add(row.parameters().get(column)));
    if (test) {
      cells.add(rounded(row.figure("test_accuracy")));
      cells.add(rounded(row.figure("test_loss")));
    }
    cells.add(rounded(row.figure("valid_accuracy")));
    cells.add(rounded(row.figure("valid_accuracy_se")));
    cells.add(rounded(row.figure("valid_loss")));
    cells.add(rounded(row.figure("train_accuracy")));
    cells.add(
        String.format(
            java.util.Locale.ROOT,
            "%.1f",
            row.execution().trainSeconds() + row.execution().evaluateSeconds()));
    cells.add(
        row.isComplete()
            ? row.ending().state().name()
            : row.ending().state() + " " + row.ending().failReason());
    return RowFactory.create(cells.toArray());
  }

  private static Object rounded(OptionalDouble figure) {
    return figure.isPresent()
        ? String.format(java.util.Locale.ROOT, "%.4f", figure.getAsDouble())
        : null;
  }

  private static boolean isNumber(String column) {
    return Arrays.stream(Hyperparameter.values())
        .filter(hyperparameter -> hyperparameter.column().equals(column))
        .findFirst()
        .map(Hyperparameter::isNumber)
        .orElse(false);
  }

  private static StructField field(String name, boolean number) {
    return DataTypes.createStructField(
        name, number ? DataTypes.DoubleType : DataTypes.StringType, true);
  }
}
