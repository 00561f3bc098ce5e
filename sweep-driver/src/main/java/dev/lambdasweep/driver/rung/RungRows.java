package dev.lambdasweep.driver.rung;

import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trainings of a sweep that ended at rungs. */
public final class RungRows {
  private final Map<Integer, Map<TrialKey, TrialRow>> rows = new HashMap<>();
  private final Map<Integer, Map<TrialKey, List<CurvePoint>>> curves = new HashMap<>();

  /** None yet. */
  public RungRows() {}

  /**
   * Those that are stored.
   *
   * @param skipped receives the lines that could not be read
   */
  public RungRows(List<SweepResults> stored, List<Skipped> skipped) {
    for (SweepResults rung : stored) {
      add(rung.rows().value(), rung.curves().value());
      skipped.addAll(rung.curves().skipped());
    }
  }

  /** Adds trainings that are stored. */
  public void add(List<TrialRow> ended, Map<TrialKey, List<CurvePoint>> theirCurves) {
    for (TrialRow row : ended) {
      int rung = row.extent().rung();
      rows.computeIfAbsent(rung, absent -> new HashMap<>()).put(row.key(), row);
      curves
          .computeIfAbsent(rung, absent -> new HashMap<>())
          .put(row.key(), theirCurves.getOrDefault(row.key(), List.of()));
    }
  }

  /** The row of a trial at a rung. */
  public Optional<TrialRow> row(int rung, TrialKey key) {
    return Optional.ofNullable(rows.getOrDefault(rung, Map.of()).get(key));
  }

  /** The curves of rows of these. */
  public Map<TrialKey, List<CurvePoint>> curves(List<TrialRow> ended) {
    Map<TrialKey, List<CurvePoint>> found = new HashMap<>();
    ended.forEach(row -> found.put(row.key(), curves.get(row.extent().rung()).get(row.key())));
    return found;
  }

  /** Number of trainings. */
  public int size() {
    return rows.values().stream().mapToInt(Map::size).sum();
  }

  /** All rows. */
  public List<TrialRow> all() {
    List<TrialRow> all = new ArrayList<>();
    rows.values().forEach(rung -> all.addAll(rung.values()));
    return all;
  }
}
