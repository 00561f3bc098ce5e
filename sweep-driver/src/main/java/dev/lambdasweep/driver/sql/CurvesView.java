package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.CurveColumns;
import dev.lambdasweep.driver.trial.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/** One row per measurement during a trial. */
final class CurvesView {
  static final String NAME = "curves";

  private CurvesView() {}

  static View<Labelled<CurvePoint>> of(StoredResults results) {
    List<ViewColumn<Labelled<CurvePoint>>> columns = new ArrayList<>(Labelled.columns());
    CurveColumns.COLUMNS.forEach(column -> columns.add(ViewColumn.of(column.of(Labelled::value))));
    return new View<>(NAME, columns, results.curvePoints());
  }
}
