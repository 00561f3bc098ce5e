package dev.lambdasweep.driver.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns of {@code trials} but for the hyperparameters', with their Spark SQL types. */
public final class TrialColumns {
  /** Column that holds all hyperparameters; stands between {@link #LEADING} and the rest. */
  public static final String PARAMETERS = "parameters";

  /** A column and the name of its Spark SQL type. */
  public record Column(String name, String type) {}

  public static final List<Column> LEADING =
      List.of(
          text("sweep"),
          text("name"),
          text("kind"),
          text("parent"),
          new Column("trial", "INT"),
          new Column("repeat", "INT"),
          new Column("seed", "BIGINT"));

  public static final List<Column> FIGURES =
      Stream.of(
              "train_accuracy",
              "valid_accuracy",
              "valid_accuracy_se",
              "test_accuracy",
              "train_loss",
              "valid_loss",
              "test_loss",
              "train_cost",
              "valid_cost",
              "test_cost")
          .map(TrialColumns::number)
          .toList();

  public static final List<Column> TRAILING =
      Stream.of(
              List.of(text("state"), text("fail_reason"), text("error")),
              FIGURES,
              List.of(
                  new Column("updates", "INT"),
                  number("epochs_run"),
                  new Column("started_at", "TIMESTAMP"),
                  number("train_seconds"),
                  number("evaluate_seconds"),
                  new Column("fused", "INT"),
                  text("host"),
                  text("executor"),
                  new Column("attempt", "INT"),
                  text("blas"),
                  text("application"),
                  text("code_version")))
          .flatMap(List::stream)
          .toList();

  private TrialColumns() {}

  /**
   * A row's values by column, without the parameters: String, Integer, Long, Double or Instant. A
   * column whose value is NULL is absent.
   */
  public static Map<String, Object> values(TrialRow row) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sweep", row.sweep().id().text());
    values.put("name", row.sweep().name());
    values.put("kind", row.sweep().kind().word());
    putText(values, "parent", row.sweep().parent());
    values.put("trial", row.key().number());
    values.put("repeat", row.key().repeat());
    values.put("seed", row.seed());
    values.put("state", row.state());
    putText(values, "fail_reason", row.failReason());
    putText(values, "error", row.ending().error());
    row.figures().forEach((column, figure) -> putNumber(values, column, figure));
    values.put("updates", row.extent().updates());
    putNumber(values, "epochs_run", row.extent().epochs());
    values.put("started_at", row.execution().startedAt());
    putNumber(values, "train_seconds", row.execution().trainSeconds());
    putNumber(values, "evaluate_seconds", row.execution().evaluateSeconds());
    values.put("fused", row.execution().fused());
    putText(values, "host", row.execution().host());
    putText(values, "executor", row.execution().executor());
    values.put("attempt", row.execution().attempt());
    putText(values, "blas", row.execution().blas());
    putText(values, "application", row.execution().application());
    putText(values, "code_version", row.codeVersion());
    return values;
  }

  private static void putText(Map<String, Object> values, String column, String text) {
    if (!text.isEmpty()) {
      values.put(column, text);
    }
  }

  private static void putNumber(Map<String, Object> values, String column, double number) {
    if (Double.isFinite(number)) {
      values.put(column, number);
    }
  }

  private static Column text(String name) {
    return new Column(name, "STRING");
  }

  private static Column number(String name) {
    return new Column(name, "DOUBLE");
  }
}
