package dev.lambdasweep.driver.search.tpe;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.FreshPoints;
import dev.lambdasweep.driver.search.cube.Outcomes;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.cube.Outcomes.Place;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Proposes points that are more likely among the good ones than among the others: a multivariate
 * tree-structured Parzen estimator.
 *
 * <p>While fewer than ten points have results, points are those of the Sobol sequence. After that,
 * the best min(⌈0.1 n⌉, 25) of the n observed points are good. Of 24 places drawn from the {@link
 * ParzenEstimator} l of the good points, the one with the largest log l − log g is proposed, with g
 * that of the others. Points without a result, and those chosen before in the generation, are among
 * the others (constant liar). No point is proposed twice.
 *
 * <p>Sources: Bergstra et al., Algorithms for hyper-parameter optimization, 2011; Watanabe, 2023,
 * https://arxiv.org/abs/2304.11127; Optuna 3.1's {@code TPESampler(multivariate=True)}. Departs
 * from the latter in that the first points are not random, that failed points count as the worst
 * value rather than being ignored, and that listed numbers are ordered rather than choices.
 *
 * @param space space of the points
 * @param seed seed of the sweep
 */
public record TpeSampler(SearchSpace space, long seed) implements Sampler {
  private static final int FIRST = 10;
  private static final int DRAWS = 24;
  private static final int MOST_GOOD = 25;

  /** How often places are drawn where all of them were planned. */
  private static final int MOST_ROUNDS = 20;

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    Cube cube = new Cube(space);
    Outcomes outcomes = Outcomes.of(cube, history, goal);
    FreshPoints fresh = new FreshPoints(cube, seed);
    if (outcomes.observed().size() < FIRST) {
      return fresh.next(outcomes.planned(), history.size(), n);
    }
    List<Point> others = new ArrayList<>();
    ParzenEstimator good = new ParzenEstimator(cube, split(outcomes, others));
    Set<Point> planned = new HashSet<>(outcomes.planned());
    List<Point> points = new ArrayList<>();
    while (points.size() < n) {
      int number = history.size() + points.size();
      RandomGenerator random = Seeds.generator(seed, Stream.PROPOSALS, number);
      Optional<Point> chosen =
          choose(cube, good, new ParzenEstimator(cube, others), planned, random);
      List<Point> next =
          chosen.isPresent() ? List.of(chosen.get()) : fresh.next(planned, number, 1);
      if (next.isEmpty()) {
        break;
      }
      points.addAll(next);
      planned.addAll(next);
      others.addAll(next);
    }
    return points;
  }

  @Override
  public boolean learns() {
    return true;
  }

  /**
   * The good points, in the order of proposal.
   *
   * @param others receives all others, in the same order
   */
  private static List<Point> split(Outcomes outcomes, List<Point> others) {
    List<Outcome> ranked =
        outcomes.observed().stream()
            .sorted(Comparator.comparingDouble(outcome -> -outcome.value()))
            .toList();
    int size = Math.min((ranked.size() + 9) / 10, MOST_GOOD);
    List<Place> good = new ArrayList<>();
    List<Place> rest = new ArrayList<>(outcomes.pending());
    for (int i = 0; i < ranked.size(); i++) {
      (i < size ? good : rest).add(ranked.get(i).place());
    }
    rest.sort(Comparator.comparingInt(Place::number));
    rest.forEach(place -> others.add(place.point()));
    return good.stream().sorted(Comparator.comparingInt(Place::number)).map(Place::point).toList();
  }

  private static Optional<Point> choose(
      Cube cube,
      ParzenEstimator good,
      ParzenEstimator others,
      Set<Point> planned,
      RandomGenerator random) {
    Optional<Point> best = Optional.empty();
    double highest = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && best.isEmpty(); round++) {
      for (int draw = 0; draw < DRAWS; draw++) {
        Point point = cube.point(good.draw(random));
        if (!planned.contains(point) && cube.allows(point)) {
          double score = good.logDensity(point) - others.logDensity(point);
          if (best.isEmpty() || score > highest) {
            best = Optional.of(point);
            highest = score;
          }
        }
      }
    }
    return best;
  }
}
