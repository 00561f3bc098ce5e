package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.analysis.Histories;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.rung.RungRows;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The current state of a sweep: its plan, and the rows that are on disk. */
public final class SweepState {
  private final SweepConfig config;
  private final ResultsStore store;
  private final List<Plan> plans = new ArrayList<>();
  private final Map<TrialKey, Trial> trials = new HashMap<>();
  private final List<TrialRow> rows;
  private final RungRows rungs;

  /** The state of a sweep that compares nothing, or has not begun. */
  SweepState(SweepConfig config, ResultsStore store, List<Plan> plans, List<TrialRow> rows) {
    this(config, store, plans, rows, new RungRows());
  }

  SweepState(
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      List<TrialRow> rows,
      RungRows rungs) {
    this.rungs = rungs;
    this.config = config;
    this.store = store;
    this.rows = new ArrayList<>(rows);
    plans.forEach(this::add);
  }

  void add(Plan part) {
    plans.add(part);
    part.trials().forEach(trial -> trials.put(TrialKey.of(trial), trial));
  }

  /** Takes rows away, so that their trials train again. */
  void remove(List<TrialRow> retried) {
    rows.removeAll(retried);
  }

  void add(List<TrialRow> arrived) {
    rows.addAll(arrived);
  }

  /** The trainings that ended at rungs. */
  RungRows rungs() {
    return rungs;
  }

  /** The sweep's configuration. */
  public SweepConfig config() {
    return config;
  }

  /** The store that holds its rows. */
  public ResultsStore store() {
    return store;
  }

  /** The identity of the sweep. */
  public Sweep sweep() {
    return plans.get(0).sweep();
  }

  /** The parts of its plan so far. */
  public List<Plan> plans() {
    return Collections.unmodifiableList(plans);
  }

  /** The rows so far; a trial that is being trained again has none. */
  public List<TrialRow> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** The rows of all trainings that have ended, at rungs or for good. */
  public List<TrialRow> trained() {
    List<TrialRow> trained = new ArrayList<>(rungs.all());
    rows.stream().filter(row -> !row.isStopped()).forEach(trained::add);
    return trained;
  }

  /** The rows so far, by key. */
  Map<TrialKey, TrialRow> byKey() {
    Map<TrialKey, TrialRow> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    return byKey;
  }

  /** The keys of the rows so far. */
  Set<TrialKey> keys() {
    return rows.stream().map(TrialRow::key).collect(Collectors.toSet());
  }

  /** Whether a training of a trial has a row: at its rung, or the trial's own. */
  boolean hasRow(TrialKey trial, int rung) {
    return rungs.row(rung, trial).isPresent() || keys().contains(trial);
  }

  /** Number of trials in all parts of the plan so far. */
  public int planned() {
    return trials.size();
  }

  /** Number of trials that the sweep is to have, with those of generations that are to follow. */
  public int trials() {
    return Plan.expectedTrials(plans);
  }

  /** What earlier sweeps say of the space. */
  List<Observation> earlier() {
    return plans.get(0).earlier();
  }

  /** The points in the order of their numbers, with their results so far. */
  List<Observation> history() {
    return Histories.of(plans, rows, config.objective());
  }

  /** A trial of the plan. */
  public Trial trial(TrialKey key) {
    return trials.get(key);
  }
}
