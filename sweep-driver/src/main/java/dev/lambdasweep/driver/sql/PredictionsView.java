package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One row per test row of which a final trial keeps the actual and the predicted value. */
final class PredictionsView {
  static final String NAME = "predictions";

  private PredictionsView() {}

  private record Prediction(int row, double actual, double predicted) {}

  static View<?> of(StoredResults results) {
    List<ViewColumn<Labelled<Prediction>>> columns = new ArrayList<>(Labelled.columns());
    columns.add(ViewColumn.of("row", "INT", one -> one.value().row()));
    columns.add(ViewColumn.of("actual", "DOUBLE", one -> one.value().actual()));
    columns.add(ViewColumn.of("predicted", "DOUBLE", one -> one.value().predicted()));
    columns.add(
        ViewColumn.of("residual", "DOUBLE", one -> one.value().actual() - one.value().predicted()));
    return new View<>(
        NAME,
        columns,
        results.details(TestDetail.OfValues.class).stream()
            .flatMap(PredictionsView::predictions)
            .toList());
  }

  private static Stream<Labelled<Prediction>> predictions(Labelled<TestDetail.OfValues> detail) {
    TestDetail.OfValues values = detail.value();
    return IntStream.range(0, values.size())
        .mapToObj(
            i -> new Prediction(values.row(i), values.actual().get(i), values.predicted().get(i)))
        .map(one -> new Labelled<>(detail.sweep(), detail.key(), one));
  }
}
