package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is searched.
 *
 * @param name any text; the file's name without its ending where the file gives none
 * @param seed points, initial weights, mini-batch order and split follow from it alone
 * @param trials points drawn by a random search, from 1 to {@link #MOST_POINTS}
 * @param repeats trainings of each point, from 1 to {@link #MOST_TRIALS}
 * @param sampler how points are chosen
 * @param space dimensions in the order of {@link Hyperparameter}, each hyperparameter once; empty:
 *     one point, the file's own settings
 * @param points listed ones, all trained; with any, the space is empty
 */
public record SweepSection(
    String name,
    long seed,
    int trials,
    int repeats,
    SamplerName sampler,
    List<DimensionSpec> space,
    List<PointSpec> points) {
  /** Points of the largest sweep, drawn or on a grid: what a plan can hold. */
  public static final int MOST_POINTS = 100_000;

  /** Trials of the largest sweep, points times repeats: what the driver's heap can hold. */
  public static final int MOST_TRIALS = 200_000;

  /** Checks the components, and puts the dimensions in order. */
  public SweepSection {
    Keys.NAME.check(name);
    Keys.TRIALS.check((long) trials);
    Keys.REPEATS.check((long) repeats);
    space = space.stream().sorted(Comparator.comparing(DimensionSpec::hyperparameter)).toList();
    points = List.copyOf(points);
    require(
        space.isEmpty() || points.isEmpty(),
        "Invalid sweep.points: %s, must be none beside a space",
        points);
    long different = space.stream().map(DimensionSpec::hyperparameter).distinct().count();
    require(
        different == space.size(),
        "Invalid sweep.space: %s, must have each hyperparameter once",
        space);
  }

  /**
   * What was searched: the space, or of listed points the values of each hyperparameter that any of
   * them sets.
   */
  public List<DimensionSpec> dimensions() {
    Map<Hyperparameter, Set<Object>> values = new EnumMap<>(Hyperparameter.class);
    for (PointSpec point : points) {
      point
          .values()
          .forEach(
              (name, value) ->
                  values.computeIfAbsent(name, absent -> new LinkedHashSet<>()).add(value));
    }
    List<DimensionSpec> dimensions = new ArrayList<>(space);
    values.forEach((name, all) -> dimensions.add(new DimensionSpec.Listed(name, List.copyOf(all))));
    return List.copyOf(dimensions);
  }
}
