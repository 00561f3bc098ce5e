package dev.lambdasweep.driver.report;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Standings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * A sweep with everything that a page shows of it.
 *
 * @param plans parts of the plan
 * @param config resolved configuration
 * @param rows rows of its finished trials
 * @param rungs rows of trainings that ended at each rung, if a rule stops trials
 * @param standings points, ranked and compared
 * @param curves curves of its trials
 * @param details details of the test images, for a final sweep
 * @param skipped lines of the results that were skipped
 */
record Reported(
    List<Plan> plans,
    SweepConfig config,
    List<TrialRow> rows,
    List<List<TrialRow>> rungs,
    Standings standings,
    Map<TrialKey, List<CurvePoint>> curves,
    Map<TrialKey, TestDetail> details,
    Set<Skipped> skipped) {
  private static final int MOST_ANCESTORS = 20;

  /** Copies lists and maps in. */
  Reported {
    plans = List.copyOf(plans);
    rows = List.copyOf(rows);
    rungs = rungs.stream().map(List::copyOf).toList();
    curves = Map.copyOf(curves);
    details = Map.copyOf(details);
    skipped = Set.copyOf(skipped);
  }

  /** The sweeps and all their ancestors, each once; parents before their children. */
  static List<Reported> withParents(ResultsStore store, List<Sweep> sweeps) {
    Map<String, Reported> found = new LinkedHashMap<>();
    Sweeps known = Sweeps.in(store);
    for (Sweep sweep : sweeps) {
      List<Sweep> line = new ArrayList<>(List.of(sweep));
      while (!line.get(0).parent().isEmpty() && line.size() <= MOST_ANCESTORS) {
        try {
          line.add(0, known.find(line.get(0).parent()));
        } catch (UserException e) {
          break; // the parent has been deleted, its child has not
        }
      }
      line.forEach(one -> found.computeIfAbsent(one.id().text(), id -> read(store, one)));
    }
    return List.copyOf(found.values());
  }

  private static Reported read(ResultsStore store, Sweep sweep) {
    List<Plan> plans = store.plans(sweep.id());
    SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration());
    SweepResults stored = store.results(sweep.id());
    Reading<List<TrialRow>> rows = stored.rows();
    List<Reading<List<TrialRow>>> rungs =
        store.rungs(sweep.id()).stream().map(SweepResults::rows).toList();
    Reading<Map<TrialKey, RowOutcomes>> outcomes = stored.outcomes();
    Reading<Map<TrialKey, List<CurvePoint>>> curves = stored.curves();
    Reading<Map<TrialKey, TestDetail>> details = stored.details();
    // each reading reports the lines of the rows again
    Set<Skipped> skipped = new LinkedHashSet<>(rows.skipped());
    rungs.forEach(rung -> skipped.addAll(rung.skipped()));
    skipped.addAll(outcomes.skipped());
    skipped.addAll(curves.skipped());
    skipped.addAll(details.skipped());
    return new Reported(
        plans,
        config,
        rows.value(),
        rungs.stream().map(Reading::value).toList(),
        Standings.of(rows.value(), outcomes.value(), config.criterion()),
        curves.value(),
        details.value(),
        skipped);
  }

  /** The metric that ranks its points. */
  Metric objective() {
    return config.objective();
  }

  /** Columns of the hyperparameters set by its points. */
  List<String> searched() {
    return Plan.searched(plans);
  }

  Sweep sweep() {
    return plans.get(0).sweep();
  }

  int planned() {
    return plans.stream().map(Plan::trials).mapToInt(Collection::size).sum();
  }

  /** Number of repeats of each point on each fold. */
  int repeats() {
    return most(Trial::repeat) + 1;
  }

  /** Number of folds that each point is trained on; 1 if there is a single split. */
  int folds() {
    return most(Trial::fold) + 1;
  }

  private int most(ToIntFunction<Trial> number) {
    return plans.stream().flatMap(plan -> plan.trials().stream()).mapToInt(number).max().orElse(0);
  }

  /** "lambda = 0.001, optimizer = adam" */
  String text(TrialRow row) {
    return searched().stream()
        .filter(row.parameters()::containsKey)
        .map(column -> column + " = " + SqlValues.readable(row.parameters().get(column)))
        .collect(Collectors.joining(", "));
  }

  /** Whether differences from the best are shown; at level 1 they are not. */
  boolean isCompared() {
    return standings.comparisons() > 0 && standings.level() < 1;
  }
}
