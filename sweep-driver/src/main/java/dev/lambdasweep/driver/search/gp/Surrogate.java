package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.cube.Axis;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.Outcomes;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.gp.GaussianProcess.Belief;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model of the sampler {@code gp} for people to look at: the objective, without the noise of
 * single trainings, as far as a Gaussian process knows it from some results.
 */
public final class Surrogate {
  /** Number of results from which on there is a model. */
  private static final int LEAST = 5;

  /** Number of places along an axis of real numbers, or of many whole ones. */
  private static final int PLACES = 101;

  private final Cube cube;
  private final FittedProcess fitted;
  private final double sign;

  private Surrogate(Cube cube, FittedProcess fitted, double sign) {
    this.cube = cube;
    this.fitted = fitted;
    this.sign = sign;
  }

  /**
   * The model of a space.
   *
   * @param history every point proposed so far, in the order of proposal
   * @param goal which values of the history's metrics are better
   * @return the model; empty if fewer than five points have results, or all the same, or if there
   *     are no dimensions
   */
  public static Optional<Surrogate> of(SearchSpace space, List<Observation> history, Goal goal) {
    Cube cube = new Cube(space);
    Outcomes outcomes = Outcomes.of(cube, history, goal);
    if (cube.size() == 0 || !outcomes.teach(LEAST)) {
      return Optional.empty();
    }
    List<Outcome> observed = Subset.of(outcomes.observed(), Subset.MOST);
    FittedProcess fitted = FittedProcess.of(cube.choices(), observed);
    return Optional.of(new Surrogate(cube, fitted, goal == Goal.MAXIMIZE ? 1 : -1));
  }

  /**
   * What the model knows of a point.
   *
   * @param value value of the dimension in question at the point
   * @param mean mean of the objective
   * @param deviation standard deviation of the objective, without the noise of single trainings
   */
  public record Prediction(Object value, double mean, double deviation) {}

  /**
   * The objective along one dimension, with the other dimensions as at a point. Dimensions that the
   * point does not have are in the middle of their axes where they become active.
   *
   * @param dimension number of the dimension in the space
   * @param center point of the space
   * @return one prediction per value; at 101 quantiles where there are more values
   */
  public List<Prediction> along(int dimension, Point center) {
    Axis axis = cube.axes().get(dimension);
    double[] place = cube.coordinates(center);
    boolean[] active = cube.active(center);
    for (int d = 0; d < place.length; d++) {
      place[d] = active[d] ? place[d] : 0.5;
    }
    Map<Object, Prediction> predictions = new LinkedHashMap<>();
    for (double x : places(axis)) {
      place[dimension] = x;
      Point point = cube.point(place);
      Object value = point.values().get(axis.path());
      if (value != null) {
        predictions.computeIfAbsent(value, absent -> at(value, cube.coordinates(point)));
      }
    }
    return List.copyOf(predictions.values());
  }

  private static List<Double> places(Axis axis) {
    List<Double> places = new ArrayList<>();
    if (axis.levels() > 0 && (axis.isChoice() || axis.levels() <= PLACES)) {
      for (long level = 0; level < axis.levels(); level++) {
        places.add(axis.coordinateOf(level));
      }
    } else {
      for (int i = 0; i < PLACES; i++) {
        places.add(i / (PLACES - 1.0));
      }
    }
    return places;
  }

  private Prediction at(Object value, double[] x) {
    Belief belief = fitted.process().at(x);
    return new Prediction(
        value,
        sign * (fitted.mean() + fitted.deviation() * belief.mean()),
        fitted.deviation() * Math.sqrt(belief.variance()));
  }
}
