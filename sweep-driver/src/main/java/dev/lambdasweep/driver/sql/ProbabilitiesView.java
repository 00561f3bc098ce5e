package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One row per bin of the probability that a final trial gives to the true class. */
final class ProbabilitiesView {
  static final String NAME = "probabilities";

  private ProbabilitiesView() {}

  private record Bin(double low, double high, int images, int correct) {}

  static View<?> of(StoredResults results) {
    List<ViewColumn<Labelled<Bin>>> columns = new ArrayList<>(Labelled.columns());
    columns.add(ViewColumn.of("low", "DOUBLE", bin -> bin.value().low()));
    columns.add(ViewColumn.of("high", "DOUBLE", bin -> bin.value().high()));
    columns.add(ViewColumn.of("images", "INT", bin -> bin.value().images()));
    columns.add(ViewColumn.of("correct", "INT", bin -> bin.value().correct()));
    return new View<>(
        NAME,
        columns,
        results.details(TestDetail.OfClasses.class).stream()
            .flatMap(ProbabilitiesView::bins)
            .toList());
  }

  private static Stream<Labelled<Bin>> bins(Labelled<TestDetail.OfClasses> detail) {
    List<Integer> images = detail.value().probabilities();
    List<Integer> correct = detail.value().correctProbabilities();
    int bins = images.size();
    return IntStream.range(0, bins)
        .mapToObj(
            bin ->
                new Bin((double) bin / bins, (bin + 1.0) / bins, images.get(bin), correct.get(bin)))
        .map(bin -> new Labelled<>(detail.sweep(), detail.key(), bin));
  }
}
