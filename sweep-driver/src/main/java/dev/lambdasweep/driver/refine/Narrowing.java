package dev.lambdasweep.driver.refine;

import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.DimensionSpec.Between;
import dev.lambdasweep.driver.config.DimensionSpec.Distribution;
import dev.lambdasweep.driver.config.DimensionSpec.Listed;
import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule of refine: every number is searched between the neighbours of the best, on a log scale
 * where all its values are positive; a choice stays what it is at the best. Where the best lies on
 * an edge, the space is widened beyond it, by as far as its one neighbour is away.
 *
 * @param space the dimensions of the refined sweep
 * @param warnings what the user should know of them
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
   * @param gridPoints values of a dimension where the refined sweep is a grid, 0 where it is random
   */
  public static Narrowing of(List<DimensionSpec> parent, List<Point> points, int gridPoints) {
    List<DimensionSpec> space = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (DimensionSpec dimension : parent) {
      Hyperparameter hyperparameter = dimension.hyperparameter();
      List<Object> values =
          points.stream().map(point -> point.values().get(hyperparameter.key())).toList();
      if (values.stream().allMatch(Number.class::isInstance)) {
        double[] numbers =
            values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
        space.add(between(dimension, numbers, gridPoints, warnings));
      } else {
        space.add(new Listed(hyperparameter, List.of(values.get(0))));
      }
    }
    return new Narrowing(space, warnings);
  }

  private static DimensionSpec between(
      DimensionSpec dimension, double[] bestFirst, int gridPoints, List<String> warnings) {
    Hyperparameter hyperparameter = dimension.hyperparameter();
    double best = bestFirst[0];
    double[] sorted = java.util.Arrays.stream(bestFirst).sorted().distinct().toArray();
    Scale scale = sorted[0] > 0 ? Scale.LOG : Scale.LINEAR;
    int i = java.util.Arrays.binarySearch(sorted, best);
    boolean lowest = i == 0;
    boolean highest = i == sorted.length - 1;
    double below = lowest ? Double.NaN : sorted[i - 1];
    double above = highest ? Double.NaN : sorted[i + 1];
    double low = lowest ? scale.mirrored(best, highest ? scale.far(best) : above) : below;
    double high = highest ? scale.mirrored(best, lowest ? low : below) : above;
    if (lowest != highest) {
      warnings.add(
          String.format(
              "The best %s, %s, is the %s that was tried; the refined space goes on to %s.",
              hyperparameter.shortName(),
              best,
              lowest ? "lowest" : "highest",
              lowest ? low : high));
    }
    boolean whole = hyperparameter.typed(best) instanceof Long;
    Distribution distribution =
        whole
            ? Distribution.INTEGERS
            : scale == Scale.LOG ? Distribution.LOG_UNIFORM : Distribution.UNIFORM;
    low = whole ? Math.max(allowed(hyperparameter, low, best), Math.rint(low)) : low;
    return new Between(
        hyperparameter,
        distribution,
        allowed(hyperparameter, low, best),
        whole ? Math.rint(high) : high,
        whole ? 0 : gridPoints);
  }

  /** The bound, or the best itself where the hyperparameter does not allow the bound. */
  private static double allowed(Hyperparameter hyperparameter, double bound, double best) {
    try {
      hyperparameter.typed((Object) bound);
      return bound;
    } catch (IllegalArgumentException e) {
      return best;
    }
  }

  /** How distances between values are measured. */
  private enum Scale {
    LOG {
      @Override
      double mirrored(double centre, double value) {
        return centre * (centre / value);
      }

      @Override
      double far(double centre) {
        return centre * Math.sqrt(10);
      }
    },
    LINEAR {
      @Override
      double mirrored(double centre, double value) {
        return centre + (centre - value);
      }

      @Override
      double far(double centre) {
        return centre == 0 ? 1 : centre + Math.abs(centre) / 2;
      }
    };

    /** The value as far on the other side of the centre. */
    abstract double mirrored(double centre, double value);

    /** A value above the centre where there is no neighbour to go by. */
    abstract double far(double centre);
  }
}
