package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialColumns;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.store.column.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One row per training that ended at a rung, with its figures there. */
final class RungsView {
  static final String NAME = "rungs";

  private static final Set<String> COLUMNS =
      Set.of(
          "sweep", "name", "trial", "repeat", "fold", "rung", "updates", "epochs_run", "metrics");

  private RungsView() {}

  private record Training(SweepId sweep, TrialKey key) {
    static Training of(TrialRow row) {
      return new Training(row.sweep().id(), row.key());
    }
  }

  private record Reached(TrialRow row, Optional<Boolean> isKept) {}

  static View<?> of(StoredResults results) {
    List<ViewColumn<Reached>> columns = new ArrayList<>();
    TrialColumns.COLUMNS.forEach(
        column -> {
          if (COLUMNS.contains(column.name()) || TrialColumns.FIGURES.contains(column)) {
            columns.add(column(column));
          }
        });
    int metrics = columns.size() - 1;
    columns.add(
        metrics, new ViewColumn<>("kept", "BOOLEAN", row -> row.isKept().map(kept -> kept)));
    return new View<>(NAME, columns, rows(results));
  }

  private static ViewColumn<Reached> column(Column<TrialRow, ?> column) {
    return ViewColumn.of(column).in(Reached::row);
  }

  /** In the order of sweeps, trials and rungs. */
  private static List<Reached> rows(StoredResults results) {
    List<TrialRow> rungs = results.rungRows();
    Map<Training, TrialRow> ended = new HashMap<>();
    results.rows().forEach(row -> ended.put(Training.of(row), row));
    Set<List<Object>> reached = new HashSet<>();
    rungs.forEach(row -> reached.add(List.of(Training.of(row), row.extent().rung())));
    return rungs.stream()
        .map(
            row -> {
              int rung = row.extent().rung();
              TrialRow end = ended.get(Training.of(row));
              boolean isStopped = end != null && end.isStopped() && end.extent().rung() == rung;
              boolean goesOn =
                  !isStopped
                      && (end != null || reached.contains(List.of(Training.of(row), rung + 1)));
              Optional<Boolean> isKept =
                  isStopped || goesOn ? Optional.of(goesOn) : Optional.empty();
              return new Reached(row, isKept);
            })
        .toList();
  }
}
