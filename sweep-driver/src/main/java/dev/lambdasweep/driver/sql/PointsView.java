package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.store.LabelColumns;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialColumns;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.store.column.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One row per point: for each figure, its mean over the complete trials, the standard deviation
 * between repeats or folds, and the confidence interval of the mean ({@link Estimate}) at the
 * sweep's {@code refine.level}.
 */
final class PointsView {
  static final String NAME = "points";

  /** Figures of a trial that have a mean over repeats. */
  private static final List<String> FIGURES =
      TrialColumns.FIGURES.stream()
          .map(Column::name)
          .filter(name -> !name.endsWith("_se"))
          .toList();

  private PointsView() {}

  /**
   * A point of a sweep.
   *
   * @param first first trial of the point
   * @param complete number of its complete trials
   * @param failed number of its failed trials
   * @param stopped number of its trials that a stopping rule ended
   * @param estimates estimates by figure, of the figures that the point has
   */
  private record PointRow(
      TrialRow first, int complete, int failed, int stopped, Map<String, Estimate> estimates) {
    static PointRow of(List<TrialRow> trials, double level) {
      List<TrialRow> complete = trials.stream().filter(TrialRow::isComplete).toList();
      Map<String, Estimate> estimates = new LinkedHashMap<>();
      for (String figure : FIGURES) {
        Estimate.of(complete, figure, level).ifPresent(estimate -> estimates.put(figure, estimate));
      }
      int failed = (int) trials.stream().filter(TrialRow::isFailed).count();
      int stopped = (int) trials.stream().filter(TrialRow::isStopped).count();
      return new PointRow(trials.get(0), complete.size(), failed, stopped, estimates);
    }
  }

  private record PointKey(SweepId sweep, int number) {}

  static View<?> of(StoredResults results) {
    List<ViewColumn<PointRow>> columns = new ArrayList<>();
    columns.add(ViewColumn.of("n", "INT", PointRow::complete));
    columns.add(ViewColumn.of("failed", "INT", PointRow::failed));
    columns.add(ViewColumn.of("stopped", "INT", PointRow::stopped));
    for (String figure : FIGURES) {
      columns.add(estimate(figure + "_mean", figure, Estimate::mean));
      columns.add(estimate(figure + "_sd", figure, Estimate::sd));
      columns.add(estimate(figure + "_low", figure, Estimate::low));
      columns.add(estimate(figure + "_high", figure, Estimate::high));
    }
    List<ViewColumn<PointRow>> all = new ArrayList<>(shared(results.rows(), columns));
    all.addAll(columns);
    return new View<>(NAME, all, rows(results));
  }

  /** The columns in which all trials of a point have the same value. */
  private static List<ViewColumn<PointRow>> shared(
      List<TrialRow> rows, List<ViewColumn<PointRow>> others) {
    List<ViewColumn<TrialRow>> fixed =
        ViewColumn.of(
            List.of(
                LabelColumns.SWEEP.of(TrialRow::sweep),
                LabelColumns.NAME.of(TrialRow::sweep),
                LabelColumns.KIND.of(TrialRow::sweep),
                LabelColumns.PARENT.of(TrialRow::sweep),
                LabelColumns.TRIAL.of(TrialRow::key),
                TrialColumns.PARAMETERS));
    List<String> taken =
        Stream.concat(fixed.stream(), others.stream()).map(ViewColumn::name).toList();
    List<ViewColumn<TrialRow>> all = new ArrayList<>(fixed);
    all.addAll(fixed.size() - 1, HyperparameterColumns.of(rows, taken));
    return all.stream().map(column -> column.in(PointRow::first)).toList();
  }

  private static ViewColumn<PointRow> estimate(
      String name, String figure, Function<Estimate, Double> part) {
    return new ViewColumn<>(
        name,
        "DOUBLE",
        point ->
            Optional.ofNullable(point.estimates().get(figure))
                .map(part)
                .filter(Double::isFinite)
                .map(Object.class::cast));
  }

  /** The points in the order of their first trials. */
  private static List<PointRow> rows(StoredResults results) {
    Map<PointKey, List<TrialRow>> points = new LinkedHashMap<>();
    Map<SweepId, Double> levels = new LinkedHashMap<>();
    for (TrialRow row : results.rows()) {
      SweepId sweep = row.sweep().id();
      points
          .computeIfAbsent(new PointKey(sweep, row.key().number()), absent -> new ArrayList<>())
          .add(row);
      levels.computeIfAbsent(sweep, results::level);
    }
    return points.entrySet().stream()
        .map(point -> PointRow.of(point.getValue(), levels.get(point.getKey().sweep())))
        .toList();
  }
}
