package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.analysis.Histories;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trials of earlier sweeps that need not train again: those whose settings, seed and data are those
 * of a trial of the new sweep. A sampler that learns also starts from what they say of other points
 * of its space.
 *
 * <p>Settings agree if all that can change a trial's numbers are equal. Where the data are does not
 * count, as the hash of what was read from there does.
 */
final class Reuse {
  /** Settings that do not change the numbers of a trial. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("sweep.", "objective.", "refine.", "stopping.", "execution.", "results.");

  /** Settings that say where the data are. */
  private static final Set<String> PLACES =
      Set.of(
          "data.source",
          "data.directory",
          "data.training-parts",
          "data.validation-parts",
          "data.test-parts",
          "data.table.path",
          "data.table.table",
          "data.table.query",
          "data.table.format",
          "data.table.options");

  private final List<Earlier> sweeps;
  private final Map<Key, Source> trials = new HashMap<>();

  private Reuse(List<Earlier> sweeps) {
    this.sweeps = sweeps;
    for (Earlier sweep : sweeps) {
      for (Plan plan : sweep.plans) {
        for (Trial trial : plan.trials()) {
          TrialRow row = sweep.rows.get(TrialKey.of(trial));
          if (row != null && row.isComplete()) {
            Key key = Key.of(trial, sweep.settings.get(trial.number()), plan.origin().dataSha256());
            trials.putIfAbsent(key, new Source(sweep, row));
          }
        }
      }
    }
  }

  /**
   * The trials of some sweeps.
   *
   * @param names ids or names of the sweeps, or the beginnings of their ids
   * @param skipped receives the lines of their results that were skipped
   * @throws UserException if there is no such sweep
   */
  static Reuse of(ResultsStore store, List<String> names, Consumer<List<Skipped>> skipped) {
    if (names.isEmpty()) {
      return new Reuse(List.of());
    }
    Sweeps known = Sweeps.in(store);
    List<Earlier> sweeps = new ArrayList<>();
    for (String name : names) {
      Sweep sweep = known.find(name);
      SweepResults results = store.results(sweep.id());
      if (!results.rows().skipped().isEmpty()) {
        skipped.accept(results.rows().skipped());
      }
      sweeps.add(new Earlier(known.plans(sweep), results));
    }
    return new Reuse(sweeps);
  }

  /**
   * The trials of the sweeps that a continued sweep names, if they are still there; otherwise its
   * own trials train.
   *
   * @param listener learns what is missing or was skipped
   */
  static Reuse again(ResultsStore store, SweepConfig config, SweepListener listener) {
    try {
      return of(store, config.get(Settings.REUSE), listener::skipped);
    } catch (UserException e) {
      listener.noted(e.getMessage());
      return new Reuse(List.of());
    }
  }

  /** The results of planned trials without a row that an earlier sweep has trained. */
  Map<TrialKey, FinishedTrial> results(SweepState state, SweepResources resources) {
    Map<TrialKey, FinishedTrial> found = new LinkedHashMap<>();
    // a final trial's row has figures of the test rows, which no search has
    if (trials.isEmpty() || state.sweep().kind() == Kind.FINAL) {
      return found;
    }
    Set<TrialKey> done = state.keys();
    for (Plan plan : state.plans()) {
      for (Trial trial : plan.trials()) {
        TrialKey key = TrialKey.of(trial);
        Source source =
            done.contains(key)
                ? null
                : trials.get(
                    Key.of(
                        trial,
                        effective(resources.values(trial).plain()),
                        plan.origin().dataSha256()));
        if (source != null) {
          found.put(key, source.of(trial, resources.columns(trial)));
        }
      }
    }
    return found;
  }

  /**
   * What the earlier sweeps say of the points of a space.
   *
   * @param config configuration of the new sweep
   * @param data SHA-256 of its data
   */
  List<Observation> observations(SweepConfig config, String data) {
    List<String> searched =
        config.space().dimensions().stream().map(one -> one.hyperparameter().path()).toList();
    Map<String, Object> others = effective(config.values().plain());
    searched.forEach(others::remove);
    Map<Point, Observation> observations = new LinkedHashMap<>();
    for (Earlier sweep : sweeps) {
      Map<Integer, Observation> history =
          Histories.byNumber(sweep.plans, List.copyOf(sweep.rows.values()), config.objective());
      for (Plan plan : sweep.plans) {
        if (plan.seed() == config.seed() && plan.origin().dataSha256().equals(data)) {
          for (int number : Plan.points(List.of(plan)).keySet()) {
            Map<String, Object> its = new TreeMap<>(sweep.settings.get(number));
            List<Object> values = new ArrayList<>();
            searched.forEach(path -> values.add(its.remove(path)));
            Observation seen = history.get(number);
            if (!seen.isPending() && its.equals(others) && !values.contains(null)) {
              Point point = config.space().point(values);
              if (config.space().contains(point)) {
                observations.putIfAbsent(
                    point, new Observation(point, seen.metrics(), seen.hasFailed()));
              }
            }
          }
        }
      }
    }
    return List.copyOf(observations.values());
  }

  private static Map<String, Object> effective(Map<String, Object> values) {
    Map<String, Object> effective = new TreeMap<>(values);
    effective
        .keySet()
        .removeIf(
            path -> PLACES.contains(path) || WITHOUT_EFFECT.stream().anyMatch(path::startsWith));
    return effective;
  }

  /** What decides a trial's numbers. */
  private record Key(Map<String, Object> settings, long seed, int fold, String data) {
    static Key of(Trial trial, Map<String, Object> settings, String data) {
      return new Key(settings, trial.seed(), trial.fold(), data);
    }
  }

  /** An earlier sweep. */
  private static final class Earlier {
    private final List<Plan> plans;
    private final SweepResults results;
    private final Map<TrialKey, TrialRow> rows = new HashMap<>();
    private final Map<Integer, Map<String, Object>> settings = new HashMap<>();
    private Optional<Map<TrialKey, List<CurvePoint>>> curves = Optional.empty();
    private Optional<Map<TrialKey, RowOutcomes>> outcomes = Optional.empty();

    Earlier(List<Plan> plans, SweepResults results) {
      this.plans = plans;
      this.results = results;
      results.rows().value().forEach(row -> rows.put(row.key(), row));
      SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration());
      Plan.points(plans)
          .forEach(
              (number, point) ->
                  settings.put(number, effective(config.with(point.values()).values().plain())));
    }

    List<CurvePoint> curve(TrialKey key) {
      if (curves.isEmpty()) {
        curves = Optional.of(results.curves().value());
      }
      return curves.get().getOrDefault(key, List.of());
    }

    List<RowOutcomes> outcomes(TrialKey key) {
      if (outcomes.isEmpty()) {
        outcomes = Optional.of(results.outcomes().value());
      }
      return Stream.ofNullable(outcomes.get().get(key)).toList();
    }
  }

  /** A complete trial of an earlier sweep. */
  private record Source(Earlier sweep, TrialRow row) {
    FinishedTrial of(Trial trial, Map<String, Object> columns) {
      return new FinishedTrial(
          new TrialResult(
              trial,
              row.ending(),
              row.figures(),
              row.extent(),
              row.execution(),
              sweep.curve(row.key()),
              sweep.outcomes(row.key()),
              List.of()),
          columns,
          Optional.of(row.codeVersion()));
    }
  }
}
