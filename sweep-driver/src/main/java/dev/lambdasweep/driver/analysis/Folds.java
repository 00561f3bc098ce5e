package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures of trials that were validated on folds. */
final class Folds {
  private Folds() {}

  /**
   * Mean of a figure over the repeats of each fold, by fold.
   *
   * @param rows rows that have the figure
   */
  static Map<Integer, Double> means(List<TrialRow> rows, String figure) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.key().fold(),
                TreeMap::new,
                Collectors.averagingDouble(row -> row.figure(figure).orElseThrow())));
  }

  /**
   * Validation rows per training row, n₂/n₁ of Nadeau and Bengio; the mean over trials, since folds
   * differ by a row. If no trial says on how many rows it was trained, it is that of k folds
   * without any row left out, 1 / (k − 1).
   *
   * @param rows rows of trials of at least two folds
   */
  static double ratio(List<TrialRow> rows) {
    long training = rows.stream().mapToLong(row -> row.extent().trainingRows()).sum();
    long validation = rows.stream().mapToLong(row -> row.extent().validationRows()).sum();
    if (training > 0 && validation > 0) {
      return (double) validation / training;
    }
    return 1.0 / (rows.stream().map(row -> row.key().fold()).distinct().count() - 1);
  }
}
