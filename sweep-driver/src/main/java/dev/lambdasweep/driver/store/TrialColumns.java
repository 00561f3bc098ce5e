package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.column.CellType;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.store.column.Columns;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Rung;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of {@code trials}, in their order. JSON rows, the SQL schema and exports follow from
 * this list. In SQL, each hyperparameter has a column in front of {@link #PARAMETERS}, too.
 *
 * <p>To add a column, add a row here, and the value to {@link TrialRow} and {@link RowJson#row}
 * (figures need neither). Rows of older versions do not have it, so say what they have instead:
 * {@link Column#absentAs}.
 */
public final class TrialColumns {
  private static final List<Column<TrialRow, ?>> ALL = new ArrayList<>();
  private static final List<Column<TrialRow, Double>> FIGURE_LIST = new ArrayList<>();

  static final Column<TrialRow, String> SWEEP = add(LabelColumns.SWEEP.of(TrialRow::sweep));
  static final Column<TrialRow, String> NAME = add(LabelColumns.NAME.of(TrialRow::sweep));
  static final Column<TrialRow, String> KIND = add(LabelColumns.KIND.of(TrialRow::sweep));
  static final Column<TrialRow, String> PARENT = add(LabelColumns.PARENT.of(TrialRow::sweep));
  static final Column<TrialRow, Integer> TRIAL = add(LabelColumns.TRIAL.of(TrialRow::key));
  static final Column<TrialRow, Integer> REPEAT = add(LabelColumns.REPEAT.of(TrialRow::key));
  static final Column<TrialRow, Integer> FOLD = add(LabelColumns.FOLD.of(TrialRow::key));
  static final Column<TrialRow, Long> SEED = add("seed", CellType.LONG, TrialRow::seed);

  /** All hyperparameters of a trial. */
  public static final Column<TrialRow, Map<String, Object>> PARAMETERS =
      add("parameters", CellType.VALUES, TrialRow::parameters);

  static final Column<TrialRow, String> STATE = add("state", CellType.TEXT, TrialRow::state);
  static final Column<TrialRow, String> FAIL_REASON =
      add("fail_reason", CellType.TEXT_OR_NULL, TrialRow::failReason);
  static final Column<TrialRow, String> ERROR =
      add("error", CellType.TEXT_OR_NULL, row -> row.ending().error());

  static {
    addFigure("train_accuracy");
    addFigure("valid_accuracy");
    addFigure("valid_accuracy_se");
    addFigure("test_accuracy");
    addFigure("train_loss");
    addFigure("valid_loss");
    addFigure("test_loss");
    addFigure("train_cost");
    addFigure("valid_cost");
    addFigure("test_cost");
    for (String figure : List.of("rmse", "mae", "r2")) {
      addLaterFigure("train_" + figure);
      addLaterFigure("valid_" + figure);
      addLaterFigure("test_" + figure);
    }
  }

  static final Column<TrialRow, Integer> UPDATES =
      add("updates", CellType.INTEGER, row -> row.extent().updates());
  static final Column<TrialRow, Double> EPOCHS_RUN =
      add("epochs_run", CellType.NUMBER, row -> row.extent().epochs());
  static final Column<TrialRow, Integer> TRAIN_ROWS =
      add(count("train_rows", Extent::trainingRows));
  static final Column<TrialRow, Integer> VALID_ROWS =
      add(count("valid_rows", Extent::validationRows));
  static final Column<TrialRow, Integer> RUNG =
      add(
          new Column<>("rung", CellType.INDEX_OR_NULL, Extent::rung)
              .absentAs(Rung.FULL.number())
              .of(TrialRow::extent));
  static final Column<TrialRow, Instant> STARTED_AT =
      addExecution("started_at", CellType.TIME, Execution::startedAt);
  static final Column<TrialRow, Double> TRAIN_SECONDS =
      addExecution("train_seconds", CellType.NUMBER, Execution::trainSeconds);
  static final Column<TrialRow, Double> EVALUATE_SECONDS =
      addExecution("evaluate_seconds", CellType.NUMBER, Execution::evaluateSeconds);
  static final Column<TrialRow, Double> CARRIED_SECONDS =
      add(
          new Column<>("carried_seconds", CellType.NUMBER, Execution::carriedSeconds)
              .absentAs(0.0)
              .of(TrialRow::execution));
  static final Column<TrialRow, Integer> FUSED =
      addExecution("fused", CellType.INTEGER, Execution::fused);
  static final Column<TrialRow, String> HOST =
      addExecution("host", CellType.TEXT_OR_NULL, Execution::host);
  static final Column<TrialRow, String> EXECUTOR =
      addExecution("executor", CellType.TEXT_OR_NULL, Execution::executor);
  static final Column<TrialRow, Integer> ATTEMPT =
      addExecution("attempt", CellType.INTEGER, Execution::attempt);
  static final Column<TrialRow, String> BLAS =
      addExecution("blas", CellType.TEXT_OR_NULL, Execution::blas);
  static final Column<TrialRow, String> APPLICATION =
      addExecution("application", CellType.TEXT_OR_NULL, Execution::application);
  static final Column<TrialRow, String> LOG =
      add(
          new Column<>("log", CellType.TEXT_OR_NULL, Execution::log)
              .absentAs("")
              .of(TrialRow::execution));
  static final Column<TrialRow, String> CODE_VERSION =
      add("code_version", CellType.TEXT_OR_NULL, TrialRow::codeVersion);

  /** Figures that have no column of their own. */
  static final Column<TrialRow, Map<String, Double>> METRICS =
      add(
          new Column<>("metrics", CellType.NUMBERS, TrialColumns::metrics)
              .absentAs(Map.<String, Double>of()));

  /** All columns. */
  public static final Columns<TrialRow> COLUMNS = new Columns<>(ALL);

  /** Those of figures. */
  public static final List<Column<TrialRow, Double>> FIGURES = List.copyOf(FIGURE_LIST);

  private static final List<String> FIGURE_NAMES = FIGURES.stream().map(Column::name).toList();

  private TrialColumns() {}

  private static Map<String, Double> metrics(TrialRow row) {
    return row.figures().keySet().stream()
        .filter(name -> !FIGURE_NAMES.contains(name))
        .collect(
            Collectors.toMap(
                name -> name, row.figures()::get, (one, other) -> one, LinkedHashMap::new));
  }

  private static void addFigure(String name) {
    FIGURE_LIST.add(add(figure(name)));
  }

  /** Adds a figure that rows of older versions do not have, nor do others without it. */
  private static void addLaterFigure(String name) {
    FIGURE_LIST.add(add(figure(name).absentAs(Double.NaN)));
  }

  private static Column<TrialRow, Double> figure(String name) {
    return new Column<>(name, CellType.NUMBER, row -> row.figure(name).orElse(Double.NaN));
  }

  /** A number of rows, which rows of older versions do not have. */
  private static Column<TrialRow, Integer> count(String name, Function<Extent, Integer> getter) {
    return new Column<>(name, CellType.COUNT_OR_NULL, getter).absentAs(0).of(TrialRow::extent);
  }

  private static <T> Column<TrialRow, T> addExecution(
      String name, CellType<T> type, Function<Execution, T> getter) {
    return add(new Column<>(name, type, getter).of(TrialRow::execution));
  }

  private static <T> Column<TrialRow, T> add(
      String name, CellType<T> type, Function<TrialRow, T> getter) {
    return add(new Column<>(name, type, getter));
  }

  private static <T> Column<TrialRow, T> add(Column<TrialRow, T> column) {
    ALL.add(column);
    return column;
  }
}
