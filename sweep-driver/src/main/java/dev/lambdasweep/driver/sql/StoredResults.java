package dev.lambdasweep.driver.sql;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.ClassNames;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.SweepSummary;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.TestDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the views show of a store. The rows are read at once, everything else when it is asked for.
 */
final class StoredResults {
  private final ResultsStore store;
  private final boolean isRead;
  private final List<SweepResults> sweeps;
  private final List<TrialRow> rows = new ArrayList<>();
  private final Map<SweepId, List<String>> classNames = new HashMap<>();
  private final Set<Skipped> skipped = new LinkedHashSet<>();

  /** Reads the rows of a store. */
  StoredResults(ResultsStore store) {
    this(store, true, store.results());
  }

  private StoredResults(ResultsStore store, boolean isRead, List<SweepResults> sweeps) {
    this.store = store;
    this.isRead = isRead;
    this.sweeps = sweeps;
    sweeps.forEach(sweep -> rows.addAll(value(sweep.rows())));
  }

  /** Nothing of a store, for views that are not filled. */
  static StoredResults none(ResultsStore store) {
    return new StoredResults(store, false, List.of());
  }

  List<TrialRow> rows() {
    return rows;
  }

  /** The rows of trainings that ended at rungs, in the order of sweeps, trials and rungs. */
  List<TrialRow> rungRows() {
    if (!isRead) {
      return List.of();
    }
    List<TrialRow> all = new ArrayList<>();
    store.rungs().forEach(rung -> all.addAll(value(rung.rows())));
    all.sort(
        Comparator.comparing((TrialRow row) -> row.sweep().id().text())
            .thenComparing(TrialRow::key)
            .thenComparing(row -> row.extent().rung()));
    return all;
  }

  List<SweepSummary> summaries() {
    if (!isRead) {
      return List.of();
    }
    Sweeps all = Sweeps.in(store);
    skipped.addAll(all.skipped());
    return all.summaries(rows);
  }

  List<Labelled<CurvePoint>> curvePoints() {
    List<Labelled<CurvePoint>> points = new ArrayList<>();
    for (Labelled<List<CurvePoint>> curve : sideData(sweep -> true, SweepResults::curves)) {
      curve.value().forEach(point -> points.add(new Labelled<>(curve.sweep(), curve.key(), point)));
    }
    return points;
  }

  /** The details of one kind of the final sweeps' trials. */
  <T extends TestDetail> List<Labelled<T>> details(Class<T> kind) {
    return sideData(sweep -> sweep.kind() == Kind.FINAL, SweepResults::details).stream()
        .filter(detail -> kind.isInstance(detail.value()))
        .map(detail -> new Labelled<>(detail.sweep(), detail.key(), kind.cast(detail.value())))
        .toList();
  }

  /** Names of the classes that a sweep predicts, by class; empty if it has none. */
  List<String> classNames(SweepId sweep) {
    return classNames.computeIfAbsent(
        sweep,
        id -> {
          try {
            return ClassNames.of(store.plans(id).get(0));
          } catch (UserException e) {
            return List.of(); // the plan has been removed, its rows have not
          }
        });
  }

  /** Level of significance of a sweep. */
  double level(SweepId sweep) {
    return store.level(sweep);
  }

  /** Lines that could not be read so far, each once. */
  List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  /** The data stored with the rows of some sweeps. */
  private <T> List<Labelled<T>> sideData(
      Predicate<Sweep> condition, Function<SweepResults, Reading<Map<TrialKey, T>>> read) {
    List<Labelled<T>> found = new ArrayList<>();
    for (SweepResults results : sweeps) {
      results.rows().value().stream()
          .limit(1)
          .map(TrialRow::sweep)
          .filter(condition)
          .forEach(
              sweep ->
                  value(read.apply(results))
                      .forEach((key, value) -> found.add(new Labelled<>(sweep, key, value))));
    }
    return found;
  }

  private <T> T value(Reading<T> reading) {
    skipped.addAll(reading.skipped());
    return reading.value();
  }
}
