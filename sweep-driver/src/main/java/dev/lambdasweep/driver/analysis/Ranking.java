package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.setting.RefineMetric;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ranks the points of a sweep, best first. Trials that did not complete do not rank. */
public final class Ranking {
  private Ranking() {}

  /**
   * Ranks the points that have complete trials; of equal ones the lower number first.
   *
   * @param rows rows of one sweep
   */
  public static List<RankedPoint> of(List<TrialRow> rows, RefineMetric metric) {
    Map<Integer, List<TrialRow>> complete = new TreeMap<>();
    for (TrialRow row : rows.stream().sorted(Comparator.comparing(TrialRow::key)).toList()) {
      if (row.isComplete()) {
        complete.computeIfAbsent(row.key().number(), number -> new ArrayList<>()).add(row);
      }
    }
    return complete.entrySet().stream()
        .map(
            entry ->
                new RankedPoint(entry.getKey(), mean(entry.getValue(), metric), entry.getValue()))
        .sorted(order(metric))
        .toList();
  }

  private static double mean(List<TrialRow> rows, RefineMetric metric) {
    return rows.stream().mapToDouble(row -> figure(row, metric)).average().orElseThrow();
  }

  /** The figure by which a complete trial is ranked. */
  static double figure(TrialRow row, RefineMetric metric) {
    return row.figure(column(metric)).orElseThrow();
  }

  /** The column of a metric. */
  public static String column(RefineMetric metric) {
    return Hocon.kebab(metric).replace('-', '_');
  }

  private static Comparator<RankedPoint> order(RefineMetric metric) {
    Comparator<RankedPoint> ascending = Comparator.comparingDouble(RankedPoint::metric);
    return switch (metric) {
      case VALID_ACCURACY -> ascending.reversed();
      case VALID_LOSS -> ascending;
    };
  }
}
