package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialColumns;
import dev.lambdasweep.driver.store.TrialColumns.Column;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The columns of {@code points} but for the hyperparameters', with their Spark SQL types. */
final class PointColumns {
  static final List<Column> LEADING =
      TrialColumns.LEADING.stream()
          .filter(column -> !column.name().equals("repeat") && !column.name().equals("seed"))
          .toList();

  /** Figures of a trial that have a mean over repeats. */
  private static final List<String> FIGURES =
      TrialColumns.FIGURES.stream()
          .map(Column::name)
          .filter(name -> !name.endsWith("_se"))
          .toList();

  static final List<Column> TRAILING =
      Stream.concat(
              Stream.of(new Column("n", "INT"), new Column("failed", "INT")),
              FIGURES.stream()
                  .flatMap(
                      figure ->
                          Stream.of("_mean", "_sd", "_low", "_high")
                              .map(part -> new Column(figure + part, "DOUBLE"))))
          .toList();

  private PointColumns() {}

  /**
   * A point of a sweep.
   *
   * @param first its first trial
   * @param values by column, without the parameters; a column whose value is NULL is absent
   */
  record PointRow(TrialRow first, Map<String, Object> values) {}

  private record PointKey(SweepId sweep, int number) {}

  /**
   * The points of trials, in the order of their first ones.
   *
   * @param level of a sweep's intervals
   */
  static List<PointRow> rows(List<TrialRow> trials, ToDoubleFunction<SweepId> level) {
    Map<PointKey, List<TrialRow>> points = new LinkedHashMap<>();
    Map<SweepId, Double> levels = new LinkedHashMap<>();
    for (TrialRow row : trials) {
      points
          .computeIfAbsent(
              new PointKey(row.sweep().id(), row.key().number()), absent -> new ArrayList<>())
          .add(row);
      levels.computeIfAbsent(row.sweep().id(), level::applyAsDouble);
    }
    return points.entrySet().stream()
        .map(
            point ->
                new PointRow(
                    point.getValue().get(0),
                    values(point.getValue(), levels.get(point.getKey().sweep()))))
        .toList();
  }

  private static Map<String, Object> values(List<TrialRow> trials, double level) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> first = TrialColumns.values(trials.get(0));
    LEADING.stream()
        .map(Column::name)
        .filter(first::containsKey)
        .forEach(column -> values.put(column, first.get(column)));
    List<TrialRow> complete = trials.stream().filter(TrialRow::isComplete).toList();
    values.put("n", complete.size());
    values.put("failed", (int) trials.stream().filter(row -> row.isFailed()).count());
    for (String figure : FIGURES) {
      List<Double> figures =
          complete.stream().flatMap(row -> row.figure(figure).stream().boxed()).toList();
      if (!figures.isEmpty()) {
        Estimate estimate = Estimate.of(figures, level);
        put(values, figure + "_mean", estimate.mean());
        put(values, figure + "_sd", estimate.sd());
        put(values, figure + "_low", estimate.low());
        put(values, figure + "_high", estimate.high());
      }
    }
    return values;
  }

  private static void put(Map<String, Object> values, String column, double number) {
    if (Double.isFinite(number)) {
      values.put(column, number);
    }
  }
}
