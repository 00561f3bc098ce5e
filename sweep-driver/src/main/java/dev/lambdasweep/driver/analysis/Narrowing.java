package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.Uniform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rule by which {@code refine} narrows a space. Every number is searched between the neighbours
 * of the best point and of the points that cannot be distinguished from it, on a log scale if all
 * its values are positive. A choice keeps its values at these points, and a list of one value stays
 * as it is. If these points are at an edge of the values tried, the space is widened beyond the
 * edge by the distance of the neighbour on the other side; if only one value was tried, by a factor
 * of √10 in both directions (from 0, by 1). It is never widened to invalid values of the
 * hyperparameter.
 *
 * <p>All whole numbers between the neighbours are equally likely, unless their scale was
 * logarithmic. A grid with fewer points takes some of them, spaced on their scale.
 *
 * <p>A dimension that other ones depend on keeps its values at these points, unless it has whole
 * numbers. One that none of these points has is left out, so the value in the file applies.
 *
 * @param space space of the refined sweep
 * @param warnings warnings about them for the user, one line each
 */
public record Narrowing(SearchSpace space, List<String> warnings) {
  /** Copies the warnings in. */
  public Narrowing {
    warnings = List.copyOf(warnings);
  }

  /**
   * Narrows a space.
   *
   * @param parent space that was searched
   * @param spanned best point, and those that cannot be distinguished from it
   * @param points points that completed, best first
   * @param failed points that were tried but did not complete; they count as neighbours, too
   * @param gridPoints values per dimension if the refined sweep is a grid, 0 if it is random
   */
  public static Narrowing of(
      SearchSpace parent,
      List<Point> spanned,
      List<Point> points,
      List<Point> failed,
      int gridPoints) {
    List<Dimension> space = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Dimension dimension : parent.dimensions()) {
      Setting<?> hyperparameter = dimension.hyperparameter();
      List<Object> best = values(hyperparameter, spanned.stream());
      List<Object> values = values(hyperparameter, Stream.concat(points.stream(), failed.stream()));
      if (best.isEmpty()) {
        continue; // inactive, or not set by these listed points
      }
      if (dimension instanceof Listed listed && listed.values().size() == 1) {
        space.add(listed);
      } else if (values.stream().allMatch(Number.class::isInstance)
          && !(parent.isParent(hyperparameter)
              && values.stream().anyMatch(Double.class::isInstance))) {
        Neighbours neighbours = Neighbours.of(hyperparameter, numbers(best), numbers(values));
        space.add(between(dimension, neighbours, gridPoints));
        warnings.addAll(neighbours.warnings());
      } else {
        space.add(new Listed(hyperparameter, best.stream().distinct().toList()));
      }
    }
    return new Narrowing(new SearchSpace(space, conditions(parent, space)), warnings);
  }

  /**
   * The conditions of the parent space, except for those that hold everywhere in the narrowed one.
   */
  private static List<Condition> conditions(SearchSpace parent, List<Dimension> space) {
    Map<Setting<?>, Dimension> dimensions = new HashMap<>();
    space.forEach(dimension -> dimensions.put(dimension.hyperparameter(), dimension));
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : parent.conditions()) {
      // a dimension that is left has a parent that is left, since it is active at some point
      if (dimensions.containsKey(condition.hyperparameter())) {
        Dimension on = dimensions.get(condition.parent());
        List<Object> values = condition.values().stream().filter(on::contains).toList();
        conditions.add(new Condition(condition.hyperparameter(), condition.parent(), values));
      }
    }
    boolean isChanged = true;
    while (isChanged) {
      // once the parent is always active, those that depend on it may be, too
      isChanged =
          conditions.removeIf(
              condition ->
                  dimensions.get(condition.parent()) instanceof Listed listed
                      && condition.values().containsAll(listed.values())
                      && conditions.stream()
                          .noneMatch(other -> other.hyperparameter().equals(condition.parent())));
    }
    return conditions;
  }

  /** Values of a hyperparameter at the points that set it. */
  private static List<Object> values(Setting<?> hyperparameter, Stream<Point> points) {
    return points
        .filter(point -> point.values().containsKey(hyperparameter.path()))
        .map(point -> point.values().get(hyperparameter.path()))
        .toList();
  }

  private static double[] numbers(List<Object> values) {
    return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  private static Dimension between(Dimension parent, Neighbours neighbours, int gridPoints) {
    Setting<?> hyperparameter = neighbours.hyperparameter();
    double low = neighbours.low();
    double high = neighbours.high();
    if (low == high) {
      return new Listed(hyperparameter, List.of(hyperparameter.plain(neighbours.from())));
    }
    if (neighbours.areWhole() && (gridPoints == 0 || high - low < gridPoints)) {
      boolean isLogarithmic = parent.isLogarithmic() && parent instanceof Integers && low > 0;
      return new Integers(hyperparameter, (long) low, (long) high, isLogarithmic);
    }
    return neighbours.scale() == Neighbours.Scale.LOG && low > 0
        ? new LogUniform(hyperparameter, low, high, gridPoints)
        : new Uniform(hyperparameter, low, high, gridPoints);
  }
}
