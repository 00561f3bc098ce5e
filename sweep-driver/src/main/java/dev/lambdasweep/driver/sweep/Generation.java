package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points that are proposed together, with their settings resolved: no later step applies a point to
 * a configuration.
 *
 * @param trials trials in the order of their numbers; each point once per repeat and fold
 * @param values values of all settings at each point, by its number
 * @param data data that each point is trained on, by its number
 */
public record Generation(
    List<Trial> trials, Map<Integer, SettingValues> values, Map<Integer, DataSection> data) {
  private static final double ALONE = 1;

  /** Copies the trials in. */
  public Generation {
    trials = List.copyOf(trials);
  }

  /**
   * New trials.
   *
   * @param config configuration of the sweep
   * @param kind kind of the sweep; a final one trains on the first fold alone
   * @param points points to train, once per repeat and fold
   * @param first number that the first point gets
   * @throws UserException if a point is invalid
   */
  public static Generation of(SweepConfig config, Kind kind, List<Point> points, int first) {
    int folds = folds(config, kind);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int repeat = 0; repeat < config.repeats(); repeat++) {
        // the points of one repeat share their seed, so comparisons between them are paired
        long seed = Seeds.child(config.seed(), repeat);
        for (int fold = 0; fold < folds; fold++) {
          trials.add(new Trial(first + i, repeat, fold, seed, points.get(i)));
        }
      }
    }
    return of(config, trials);
  }

  /** A final sweep trains on the first fold alone. */
  private static int folds(SweepConfig config, Kind kind) {
    return kind == Kind.FINAL ? 1 : config.folds();
  }

  /** The trials of a part of a plan that has already been published. */
  static Generation of(SweepConfig config, Plan part) {
    return of(config, part.trials());
  }

  private static Generation of(SweepConfig config, List<Trial> trials) {
    Map<Integer, SettingValues> values = new HashMap<>();
    Map<Integer, DataSection> data = new HashMap<>();
    DataSection common = config.data();
    for (Trial trial : trials) {
      if (!values.containsKey(trial.number())) {
        Point point = trial.point();
        SettingValues at = config.with(point.values()).values();
        values.put(trial.number(), at);
        data.put(trial.number(), changesData(point) ? section(config, at, point) : common);
      }
    }
    return new Generation(trials, values, data);
  }

  private static DataSection section(SweepConfig config, SettingValues at, Point point) {
    DataSection section = new DataSection(at);
    if (!section.folds().equals(config.data().folds())) {
      throw UserException.of(
          "Cannot train at %s: it replaces %s = %d, which is for all points (set only one of them)",
          PointText.of(point), Settings.FOLDS, config.folds());
    }
    return section;
  }

  private static boolean changesData(Point point) {
    return point.values().keySet().stream().anyMatch(path -> path.startsWith(DataSection.PREFIX));
  }

  /**
   * Requires that a sweep does not have too many trials.
   *
   * @param points number of all its points, with those that are still to be proposed
   * @throws UserException if there are too many
   */
  static void requireWithinLimit(SweepConfig config, Kind kind, int points) {
    int folds = folds(config, kind);
    long times = (long) config.repeats() * folds;
    // both factors may be as large as the limit
    if (times > Settings.MOST_TRIALS || points * times > Settings.MOST_TRIALS) {
      throw UserException.of(
          "Cannot train %d points %d times each: a sweep may have at most %d trials, not %d (use"
              + " fewer points, or a smaller sweep.repeats%s)",
          points,
          times,
          Settings.MOST_TRIALS,
          points * times,
          folds > 1 ? " or " + Settings.FOLDS : "");
    }
  }

  /** The data that each trial is trained on, in the order of the trials. */
  public List<DataSection> sections() {
    return trials.stream().map(trial -> data.get(trial.number())).distinct().toList();
  }

  /**
   * The trials with everything that their training needs.
   *
   * @param read data of at least these trials
   * @throws UserException if a trial cannot be trained on its data
   */
  public List<ResolvedTrial> resolved(SweepData read, Trainer trainer) {
    IdentityHashMap<DataSection, Integer> places = new IdentityHashMap<>();
    List<TrialData> sets = read.sets();
    return trials.stream()
        .map(
            trial -> {
              int first = places.computeIfAbsent(data.get(trial.number()), read::place);
              int place = first + trial.fold();
              return resolved(trial, place, sets.get(place).dataset(), trainer);
            })
        .toList();
  }

  private ResolvedTrial resolved(Trial trial, int place, Dataset dataset, Trainer trainer) {
    SettingValues at = values.get(trial.number());
    Footprint footprint =
        trainer instanceof GroupTrainer together
            ? together.footprint(at, dataset)
            : new Footprint(List.of(trial.number(), trial.repeat()), ALONE, 1, 0, 1);
    return new ResolvedTrial(trial, at, place, footprint);
  }
}
