package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One row per pair of true and predicted class, on the test images of a final trial. */
final class ConfusionView {
  static final String NAME = "confusion";

  private ConfusionView() {}

  private record Pair(int actual, int predicted, int images) {}

  static View<?> of(StoredResults results) {
    List<ViewColumn<Labelled<Pair>>> columns = new ArrayList<>(Labelled.columns());
    columns.add(ViewColumn.of("actual", "INT", pair -> pair.value().actual()));
    columns.add(ViewColumn.of("predicted", "INT", pair -> pair.value().predicted()));
    columns.add(ViewColumn.of("images", "INT", pair -> pair.value().images()));
    return new View<>(
        NAME, columns, results.details().stream().flatMap(ConfusionView::pairs).toList());
  }

  private static Stream<Labelled<Pair>> pairs(Labelled<TestDetail> detail) {
    List<List<Integer>> counts = detail.value().confusion();
    return IntStream.range(0, counts.size())
        .boxed()
        .flatMap(
            actual ->
                IntStream.range(0, counts.size())
                    .mapToObj(
                        predicted ->
                            new Pair(actual, predicted, counts.get(actual).get(predicted))))
        .map(pair -> new Labelled<>(detail.sweep(), detail.key(), pair));
  }
}
