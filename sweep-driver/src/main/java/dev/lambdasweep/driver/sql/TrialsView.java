package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.TrialColumns;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;

/** One row per finished trial: {@link TrialColumns}, with a column per hyperparameter. */
final class TrialsView {
  static final String NAME = "trials";

  private TrialsView() {}

  static View<TrialRow> of(StoredResults results) {
    List<ViewColumn<TrialRow>> columns = ViewColumn.of(TrialColumns.COLUMNS);
    List<String> names = columns.stream().map(ViewColumn::name).toList();
    columns.addAll(
        names.indexOf(TrialColumns.PARAMETERS.name()),
        HyperparameterColumns.of(results.rows(), names));
    return new View<>(NAME, columns, results.rows());
  }
}
