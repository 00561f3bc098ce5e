package dev.lambdasweep.driver.search.cube;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A history as the samplers that learn see it: one value per observed point, of which larger is
 * better.
 *
 * <p>The value of a point is the mean of its metrics. A point that failed counts as the worst value
 * of all points that did not. Points without a result, and those outside the space, are planned but
 * not observed.
 *
 * @param observed observed points, in the order of proposal
 * @param pending points of the space that have no result yet, in the order of proposal
 * @param planned all points that were proposed
 */
public record Outcomes(List<Outcome> observed, List<Place> pending, Set<Point> planned) {
  /** A point of the history, with its coordinates. */
  public static final class Place {
    private final int number;
    private final Point point;
    private final double[] x;

    /**
     * A point.
     *
     * @param x [d] its coordinates, not copied
     */
    public Place(int number, Point point, double[] x) {
      this.number = number;
      this.point = point;
      this.x = x;
    }

    /** Number of the point in the history. */
    public int number() {
      return number;
    }

    /** The point. */
    public Point point() {
      return point;
    }

    /** Its coordinates, [d], not a copy. */
    public double[] x() {
      return x;
    }
  }

  /**
   * An observed point.
   *
   * @param place the point
   * @param value mean of the metrics, with its sign changed where lower ones are better
   * @param variance square of the value's standard error: s² / trainings, with the variance s² of
   *     single trainings pooled over the points; 0 if no point has several
   */
  public record Outcome(Place place, double value, double variance) {}

  /** Copies the lists in. */
  public Outcomes {
    observed = List.copyOf(observed);
    pending = List.copyOf(pending);
    planned = Set.copyOf(planned);
  }

  /** The outcomes of a history. */
  public static Outcomes of(Cube cube, List<Observation> history, Goal goal) {
    double sign = goal == Goal.MAXIMIZE ? 1 : -1;
    double worst = Double.POSITIVE_INFINITY;
    for (Observation observation : history) {
      if (!observation.hasFailed() && !observation.isPending()) {
        worst = Math.min(worst, sign * mean(observation.metrics()));
      }
    }
    double variance = pooledVariance(history);
    List<Outcome> observed = new ArrayList<>();
    List<Place> pending = new ArrayList<>();
    Set<Point> planned = new HashSet<>();
    for (int number = 0; number < history.size(); number++) {
      Observation observation = history.get(number);
      planned.add(observation.point());
      if (!cube.contains(observation.point())) {
        continue;
      }
      Place place = new Place(number, observation.point(), cube.coordinates(observation.point()));
      if (observation.isPending() || worst == Double.POSITIVE_INFINITY) {
        pending.add(place);
      } else {
        double value = observation.hasFailed() ? worst : sign * mean(observation.metrics());
        observed.add(
            new Outcome(place, value, variance / Math.max(1, observation.metrics().size())));
      }
    }
    return new Outcomes(observed, pending, planned);
  }

  /** Whether there are different values. */
  public boolean differ() {
    return observed.stream().mapToDouble(Outcome::value).distinct().count() > 1;
  }

  /** Whether something can be learned: from at least that many points, which differ. */
  public boolean teach(int least) {
    return observed.size() >= least && differ();
  }

  private static double mean(List<Double> metrics) {
    double sum = 0;
    for (double metric : metrics) {
      sum += metric;
    }
    return sum / metrics.size();
  }

  /**
   * Variance of single trainings around the value of their point, less what a repeat or fold adds
   * to all points alike: the mean square of metric − mean of the point − mean of the repeat + mean
   * of all, over the points with the most trainings, with (points − 1) (trainings − 1) degrees of
   * freedom.
   */
  private static double pooledVariance(List<Observation> history) {
    int repeats = history.stream().mapToInt(o -> o.metrics().size()).max().orElse(0);
    List<List<Double>> rows =
        history.stream()
            .filter(observation -> !observation.hasFailed())
            .map(Observation::metrics)
            .filter(metrics -> metrics.size() == repeats)
            .toList();
    if (repeats < 2 || rows.size() < 2) {
      return 0;
    }
    double[] columns = new double[repeats];
    double all = 0;
    for (List<Double> row : rows) {
      for (int j = 0; j < repeats; j++) {
        columns[j] += row.get(j) / rows.size();
      }
      all += mean(row) / rows.size();
    }
    double squares = 0;
    for (List<Double> row : rows) {
      double mean = mean(row);
      for (int j = 0; j < repeats; j++) {
        double rest = row.get(j) - mean - columns[j] + all;
        squares += rest * rest;
      }
    }
    return squares / ((rows.size() - 1.0) * (repeats - 1));
  }
}
