package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One part of a sweep's plan, fixed before its first training. Part 0 is the original plan; each
 * later part extends it by more trials.
 *
 * @param sweep sweep of the plan
 * @param part number of the part, from 0
 * @param createdAt time of the part's creation
 * @param seed seed of the sweep
 * @param configuration resolved configuration in JSON
 * @param origin versions of data, code and runtime
 * @param trials trials in the order of their numbers
 * @param groups trials trained together, as indices into {@code trials}; each trial is in one group
 * @param target number of points that the sweep is to have once later parts are planned; no more
 *     than those of its parts so far, if none are to follow
 * @param earlier what earlier sweeps say of points of the space, for a sampler that learns; only in
 *     part 0
 */
public record Plan(
    Sweep sweep,
    int part,
    Instant createdAt,
    long seed,
    String configuration,
    Origin origin,
    List<Trial> trials,
    List<List<Integer>> groups,
    int target,
    List<Observation> earlier) {
  /** Copies the lists and checks that the groups contain every trial once. */
  public Plan {
    require(part >= 0, "Invalid part: %s, must not be negative", part);
    trials = List.copyOf(trials);
    earlier = List.copyOf(earlier);
    groups = groups.stream().map(List::copyOf).toList();
    requireEachOnce(groups, trials.size());
  }

  /**
   * Columns of the hyperparameters set by the points of a sweep, in the points' order; λ if they
   * set none. One that only some points have comes after the one that precedes it in those. A final
   * sweep has those of its parent's best point, though its file searches nothing.
   *
   * @param plans the sweep's parts
   */
  public static List<String> searched(List<Plan> plans) {
    List<String> paths = new ArrayList<>();
    for (Point point : points(plans).values()) {
      int place = 0;
      for (String path : point.values().keySet()) {
        if (!paths.contains(path)) {
          paths.add(place, path);
        }
        place = paths.indexOf(path) + 1;
      }
    }
    List<String> columns = paths.stream().map(Settings::columnOf).toList();
    return columns.isEmpty() ? List.of(Settings.LAMBDA.column()) : columns;
  }

  /**
   * The points of a sweep by their numbers, in their order.
   *
   * @param plans the sweep's parts
   */
  public static SortedMap<Integer, Point> points(List<Plan> plans) {
    SortedMap<Integer, Point> points = new TreeMap<>();
    plans.stream()
        .flatMap(plan -> plan.trials().stream())
        .forEach(trial -> points.put(trial.number(), trial.point()));
    return points;
  }

  /**
   * Number of points that a sweep is to have; more than its plan contains if a search goes on.
   *
   * @param plans the sweep's parts
   */
  public static int target(List<Plan> plans) {
    return Math.max(points(plans).size(), plans.get(plans.size() - 1).target());
  }

  /**
   * Number of trials that a sweep is to have, with those of points that are not planned yet.
   *
   * @param plans the sweep's parts
   */
  public static int expectedTrials(List<Plan> plans) {
    int planned = plans.stream().mapToInt(plan -> plan.trials().size()).sum();
    int points = points(plans).size();
    // each point has the same number of repeats and folds
    return points == 0 ? planned : planned + planned / points * (target(plans) - points);
  }

  private static void requireEachOnce(List<List<Integer>> groups, int trials) {
    BitSet seen = new BitSet(trials);
    for (List<Integer> group : groups) {
      for (int index : group) {
        require(
            index >= 0 && index < trials && !seen.get(index),
            "Invalid groups: %s, must contain each of the indices 0 to %s once",
            groups,
            trials - 1);
        seen.set(index);
      }
    }
    require(
        seen.cardinality() == trials,
        "Invalid groups: %s, must contain each of the indices 0 to %s once",
        groups,
        trials - 1);
  }
}
