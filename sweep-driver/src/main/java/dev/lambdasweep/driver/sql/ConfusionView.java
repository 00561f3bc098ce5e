package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One row per pair of true and predicted class, on the test rows of a final trial. */
final class ConfusionView {
  static final String NAME = "confusion";

  private ConfusionView() {}

  private record Pair(int actual, int predicted, int images, List<String> names) {
    Optional<Object> name(int number) {
      return number < names.size() ? Optional.of(names.get(number)) : Optional.empty();
    }
  }

  static View<?> of(StoredResults results) {
    List<ViewColumn<Labelled<Pair>>> columns = new ArrayList<>(Labelled.columns());
    columns.add(ViewColumn.of("actual", "INT", pair -> pair.value().actual()));
    columns.add(ViewColumn.of("predicted", "INT", pair -> pair.value().predicted()));
    columns.add(ViewColumn.of("images", "INT", pair -> pair.value().images()));
    columns.add(
        new ViewColumn<>(
            "actual_class", "STRING", pair -> pair.value().name(pair.value().actual())));
    columns.add(
        new ViewColumn<>(
            "predicted_class", "STRING", pair -> pair.value().name(pair.value().predicted())));
    return new View<>(
        NAME,
        columns,
        results.details(TestDetail.OfClasses.class).stream()
            .flatMap(detail -> pairs(detail, results.classNames(detail.sweep().id())))
            .toList());
  }

  private static Stream<Labelled<Pair>> pairs(
      Labelled<TestDetail.OfClasses> detail, List<String> names) {
    List<List<Integer>> counts = detail.value().confusion();
    return IntStream.range(0, counts.size())
        .boxed()
        .flatMap(
            actual ->
                IntStream.range(0, counts.size())
                    .mapToObj(
                        predicted ->
                            new Pair(actual, predicted, counts.get(actual).get(predicted), names)))
        .map(pair -> new Labelled<>(detail.sweep(), detail.key(), pair));
  }
}
