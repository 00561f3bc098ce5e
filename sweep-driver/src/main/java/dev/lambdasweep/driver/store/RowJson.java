package dev.lambdasweep.driver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.store.TrialColumns.Column;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of {@code trials} as one line of JSON, with the columns of the table, and back. */
final class RowJson {
  private RowJson() {}

  /** The line, without its end. Every column stands in it; what the row has not is null. */
  static String line(TrialRow row) {
    Map<String, Object> values = TrialColumns.values(row);
    ObjectNode node = Json.object();
    put(node, TrialColumns.LEADING, values);
    node.set(TrialColumns.PARAMETERS, Json.node(row.parameters()));
    put(node, TrialColumns.TRAILING, values);
    return Json.write(node);
  }

  /**
   * The row of a line. Fields that this program does not know are left out.
   *
   * @throws IllegalArgumentException that says what is wrong, if the line holds no whole row
   */
  static TrialRow row(String line) {
    ObjectNode node = Json.object(line);
    return new TrialRow(
        new Sweep(
            new SweepId(Json.text(node, "sweep")),
            Json.text(node, "name"),
            Kind.of(Json.text(node, "kind")),
            Json.textOrEmpty(node, "parent")),
        new TrialKey(Json.integer(node, "trial"), Json.integer(node, "repeat")),
        Json.longInteger(node, "seed"),
        Json.values(Json.object(node, TrialColumns.PARAMETERS)),
        ending(node),
        new Extent(Json.integer(node, "updates"), Json.numberOrNaN(node, "epochs_run")),
        figures(node),
        execution(node),
        Json.textOrEmpty(node, "code_version"));
  }

  private static Ending ending(ObjectNode node) {
    String state = Json.text(node, "state");
    return switch (state) {
      case "COMPLETE" -> Ending.COMPLETE;
      // what STOPPED was called before any rule stopped a trial
      case "STOPPED", "PRUNED" -> new Ending(Ending.Cause.STOPPED, "");
      case "FAILED" -> Ending.failed(cause(node), Json.text(node, "error"));
      default ->
          throw new IllegalArgumentException(
              "Invalid state: %s, must be COMPLETE, STOPPED or FAILED".formatted(state));
    };
  }

  private static Ending.Cause cause(ObjectNode node) {
    String reason = Json.text(node, "fail_reason");
    return Arrays.stream(Ending.Cause.values())
        .filter(cause -> cause.isFailure() && cause.name().equals(reason))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Invalid fail_reason: %s".formatted(reason)));
  }

  private static Map<String, Double> figures(ObjectNode node) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Column column : TrialColumns.FIGURES) {
      double figure = Json.numberOrNaN(node, column.name());
      if (Double.isFinite(figure)) {
        figures.put(column.name(), figure);
      }
    }
    return figures;
  }

  private static Execution execution(ObjectNode node) {
    return new Execution(
        Json.instant(node, "started_at"),
        Json.numberOrNaN(node, "train_seconds"),
        Json.numberOrNaN(node, "evaluate_seconds"),
        Json.integer(node, "fused"),
        Json.textOrEmpty(node, "host"),
        Json.textOrEmpty(node, "executor"),
        Json.integer(node, "attempt"),
        Json.textOrEmpty(node, "blas"),
        Json.textOrEmpty(node, "application"));
  }

  private static void put(ObjectNode node, List<Column> columns, Map<String, Object> values) {
    for (Column column : columns) {
      if (values.containsKey(column.name())) {
        node.set(column.name(), Json.node(values.get(column.name())));
      } else {
        node.putNull(column.name());
      }
    }
  }
}
