package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Ranks the points of a sweep, best first. Trials that did not complete do not rank. */
public final class Ranking {
  private Ranking() {}

  /**
   * Ranks the points that have complete trials; of equal ones the lower number first.
   *
   * @param rows rows of one sweep
   * @param objective metric that every complete row has
   */
  public static List<RankedPoint> of(List<TrialRow> rows, Metric objective) {
    Map<Integer, List<TrialRow>> complete = new TreeMap<>();
    for (TrialRow row : rows.stream().sorted(Comparator.comparing(TrialRow::key)).toList()) {
      if (row.isComplete()) {
        complete.computeIfAbsent(row.key().number(), number -> new ArrayList<>()).add(row);
      }
    }
    return complete.entrySet().stream()
        .map(
            entry ->
                new RankedPoint(
                    entry.getKey(), mean(entry.getValue(), objective), entry.getValue()))
        .sorted(bestFirst(objective, RankedPoint::metric))
        .toList();
  }

  private static double mean(List<TrialRow> rows, Metric objective) {
    return rows.stream().mapToDouble(row -> figure(row, objective)).average().orElseThrow();
  }

  /** The figure by which a complete trial is ranked. */
  static double figure(TrialRow row, Metric objective) {
    return row.figure(objective.name()).orElseThrow();
  }

  /** The order in which the best value of a metric comes first. */
  public static <T> Comparator<T> bestFirst(Metric objective, ToDoubleFunction<T> value) {
    Comparator<T> ascending = Comparator.comparingDouble(value);
    return switch (objective.goal()) {
      case MAXIMIZE -> ascending.reversed();
      case MINIMIZE -> ascending;
    };
  }
}
