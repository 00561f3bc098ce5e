package dev.lambdasweep.driver.refine;

import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.DimensionSpec.Between;
import dev.lambdasweep.driver.config.DimensionSpec.Distribution;
import dev.lambdasweep.driver.config.DimensionSpec.Listed;
import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rule of refine: every number is searched between the neighbours of the best, on a log scale
 * where all its values are positive; a choice stays what it is at the best, and a list of one value
 * stays as it is. Where the best lies on an edge, the space is widened beyond it, by as far as its
 * one neighbour is away; where only one value was tried, by a factor of √10 both ways (from 0, by
 * 1). It is not widened to values that the hyperparameter may not have.
 *
 * <p>Whole numbers between the neighbours are all as likely. A grid that is to have fewer points
 * takes some of them, spaced on their scale.
 *
 * @param space the dimensions of the refined sweep
 * @param warnings what the user should know of them, a line each
 */
public record Narrowing(List<DimensionSpec> space, List<String> warnings) {
  /** Copies the lists in. */
  public Narrowing {
    space = List.copyOf(space);
    warnings = List.copyOf(warnings);
  }

  /**
   * Narrows a space.
   *
   * @param parent the dimensions that were searched
   * @param points the points that completed, best first; at least one
   * @param failed the points that were tried and did not complete; they are neighbours, too
   * @param gridPoints values of a dimension where the refined sweep is a grid, 0 where it is random
   */
  public static Narrowing of(
      List<DimensionSpec> parent, List<Point> points, List<Point> failed, int gridPoints) {
    List<DimensionSpec> space = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (DimensionSpec dimension : parent) {
      Hyperparameter hyperparameter = dimension.hyperparameter();
      List<Object> values =
          Stream.concat(points.stream(), failed.stream())
              .map(point -> point.values().get(hyperparameter.key()))
              .toList();
      if (dimension instanceof Listed listed && listed.values().size() == 1) {
        space.add(listed);
      } else if (values.stream().allMatch(Number.class::isInstance)) {
        double[] numbers =
            values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
        Neighbours neighbours = Neighbours.of(hyperparameter, numbers);
        space.add(between(neighbours, gridPoints));
        warnings.addAll(neighbours.warnings());
      } else {
        space.add(new Listed(hyperparameter, List.of(values.get(0))));
      }
    }
    return new Narrowing(space, warnings);
  }

  private static DimensionSpec between(Neighbours neighbours, int gridPoints) {
    Hyperparameter hyperparameter = neighbours.hyperparameter();
    double low = neighbours.low();
    double high = neighbours.high();
    if (low == high) {
      return new Listed(hyperparameter, List.of(hyperparameter.typed(neighbours.best())));
    }
    if (neighbours.areWhole() && (gridPoints == 0 || high - low < gridPoints)) {
      return new Between(hyperparameter, Distribution.INTEGERS, low, high, 0);
    }
    Distribution distribution =
        neighbours.scale() == Neighbours.Scale.LOG && low > 0
            ? Distribution.LOG_UNIFORM
            : Distribution.UNIFORM;
    return new Between(hyperparameter, distribution, low, high, gridPoints);
  }
}
