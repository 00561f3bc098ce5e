package dev.lambdasweep.driver.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.store.column.Cells;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.store.column.LineReader;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code trials} as one line of JSON with the fields of {@link TrialColumns}, and back.
 */
final class RowJson {
  private RowJson() {}

  /** The line, without its end. */
  static String line(TrialRow row) {
    ObjectNode node = Json.object();
    TrialColumns.COLUMNS.write(node, row);
    return Json.write(node);
  }

  /** A reader of lines. */
  static LineReader<TrialRow> reader() {
    return new LineReader<>(TrialColumns.COLUMNS, RowJson::row);
  }

  /**
   * The row of a line.
   *
   * @throws IllegalArgumentException that says what is wrong, if the line contains no whole row
   */
  static TrialRow row(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return reader().read(bytes, 0, bytes.length);
  }

  private static TrialRow row(Cells cells) {
    return new TrialRow(
        cells.shared(
            new Sweep(
                new SweepId(cells.get(TrialColumns.SWEEP)),
                cells.get(TrialColumns.NAME),
                Kind.of(cells.get(TrialColumns.KIND)),
                cells.get(TrialColumns.PARENT))),
        new TrialKey(
            cells.get(TrialColumns.TRIAL),
            cells.get(TrialColumns.REPEAT),
            cells.get(TrialColumns.FOLD)),
        cells.get(TrialColumns.SEED),
        parameters(cells),
        ending(cells),
        cells.shared(
            new Extent(
                cells.get(TrialColumns.UPDATES),
                cells.get(TrialColumns.EPOCHS_RUN),
                cells.get(TrialColumns.TRAIN_ROWS),
                cells.get(TrialColumns.VALID_ROWS),
                cells.get(TrialColumns.RUNG))),
        figures(cells),
        execution(cells),
        cells.get(TrialColumns.CODE_VERSION));
  }

  /** The hyperparameters, by the names that their columns have now. */
  private static Map<String, Object> parameters(Cells cells) {
    Map<String, Object> parameters = cells.get(TrialColumns.PARAMETERS);
    List<String> names = parameters.keySet().stream().map(MovedKeys::column).toList();
    return parameters.keySet().containsAll(names)
        ? parameters
        : cells.map(names, List.copyOf(parameters.values()));
  }

  private static Ending ending(Cells cells) {
    String state = cells.get(TrialColumns.STATE);
    return switch (state) {
      case "COMPLETE" -> Ending.COMPLETE;
      // PRUNED is the name that the first version reserved for STOPPED
      case "STOPPED", "PRUNED" -> Ending.STOPPED;
      case "FAILED" -> Ending.failed(cause(cells), error(cells));
      default ->
          throw new IllegalArgumentException(
              "Invalid state: %s, must be COMPLETE, STOPPED or FAILED".formatted(state));
    };
  }

  /** The first version accepted failed trials without an error. */
  private static String error(Cells cells) {
    String error = cells.get(TrialColumns.ERROR);
    return error.isEmpty() ? "no error was stored" : error;
  }

  private static Ending.Cause cause(Cells cells) {
    String reason = cells.require(TrialColumns.FAIL_REASON);
    return Arrays.stream(Ending.Cause.values())
        .filter(cause -> cause.isFailure() && cause.name().equals(reason))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Invalid fail_reason: %s".formatted(reason)));
  }

  /** Those with a column of their own first, then others. */
  private static Map<String, Double> figures(Cells cells) {
    List<String> names = new ArrayList<>();
    List<Double> figures = new ArrayList<>();
    for (Column<TrialRow, Double> column : TrialColumns.FIGURES) {
      double figure = cells.get(column);
      if (Double.isFinite(figure)) {
        names.add(column.name());
        figures.add(figure);
      }
    }
    cells
        .get(TrialColumns.METRICS)
        .forEach(
            (name, figure) -> {
              if (!names.contains(name)) {
                names.add(name);
                figures.add(figure);
              }
            });
    return cells.map(names, figures);
  }

  private static Execution execution(Cells cells) {
    return new Execution(
        cells.get(TrialColumns.STARTED_AT),
        cells.get(TrialColumns.TRAIN_SECONDS),
        cells.get(TrialColumns.EVALUATE_SECONDS),
        cells.get(TrialColumns.CARRIED_SECONDS),
        cells.get(TrialColumns.FUSED),
        cells.get(TrialColumns.HOST),
        cells.get(TrialColumns.EXECUTOR),
        cells.get(TrialColumns.ATTEMPT),
        cells.get(TrialColumns.BLAS),
        cells.get(TrialColumns.APPLICATION),
        cells.get(TrialColumns.LOG));
  }
}
