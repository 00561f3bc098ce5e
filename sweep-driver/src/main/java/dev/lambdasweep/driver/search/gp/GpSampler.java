package dev.lambdasweep.driver.search.gp;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.FreshPoints;
import dev.lambdasweep.driver.search.cube.Outcomes;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.cube.Outcomes.Place;
import dev.lambdasweep.driver.search.gp.LocalSearch.Scored;
import dev.lambdasweep.driver.search.numeric.Normal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.SobolSampler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proposes points where a Gaussian process expects the largest improvement over the best value.
 *
 * <p>While fewer than ten points have results, points are those of the Sobol sequence. After that,
 * each point of a generation is the best one that is found from 2,048 Sobol points and 500 around
 * the best one, of which the ten best are improved by a {@link LocalSearch}. The process then
 * believes its own mean there before the next point is chosen. Spaces of at most 2,048 points are
 * searched completely. No point is proposed twice.
 *
 * <p>Source: Optuna's {@code GPSampler}. Departs from it in these ways: parameters of the kernel
 * are fitted from all ones each time, because a sampler keeps no state; starts of the local search
 * are the best ones rather than drawn; the other points of a generation are believed rather than
 * integrated over; the improvement is over the best mean at an observed point rather than over the
 * best value, which may be luck; repeats add their standard error.
 *
 * @param space space of the points
 * @param seed seed of the sweep
 */
public record GpSampler(SearchSpace space, long seed) implements Sampler {
  /** Number of points with results from which on the sampler learns. */
  static final int FIRST = 10;

  private static final int SPREAD = 2048;
  private static final int AROUND_BEST = 500;
  private static final double WIDE = 0.1;
  private static final double NARROW = 0.02;
  private static final double OTHER_CHOICE = 0.2;
  private static final int STARTS = 10;

  @Override
  public List<Point> propose(List<Observation> history, Goal goal, int n) {
    require(n >= 0, "Invalid n: %s, must be at least 0", n);
    Cube cube = new Cube(space);
    Outcomes outcomes = Outcomes.of(cube, history, goal);
    FreshPoints fresh = new FreshPoints(cube, seed);
    if (!outcomes.teach(FIRST)) {
      return fresh.next(outcomes.planned(), history.size(), n);
    }
    List<Point> points = new ArrayList<>(learned(cube, outcomes, history.size(), n));
    Set<Point> planned = new HashSet<>(outcomes.planned());
    planned.addAll(points);
    points.addAll(fresh.next(planned, history.size(), n - points.size()));
    return points;
  }

  @Override
  public boolean learns() {
    return true;
  }

  private List<Point> learned(Cube cube, Outcomes outcomes, int number, int n) {
    List<Outcome> observed = Subset.of(outcomes.observed(), Subset.MOST);
    FittedProcess fitted = FittedProcess.of(cube.choices(), observed);
    GaussianProcess process = fitted.process();
    Place incumbent = incumbent(process, observed);
    double best = process.at(incumbent.x()).mean();
    List<Candidate> candidates = candidates(cube, outcomes.planned(), incumbent, number);
    List<CandidateBlock> blocks = CandidateBlock.of(process, candidates);
    Set<Point> planned = new HashSet<>(outcomes.planned());
    List<Point> points = new ArrayList<>();
    while (points.size() < n && points.size() < candidates.size()) {
      LogImprovement improvement = new LogImprovement(process, best);
      Candidate chosen = choose(cube, improvement, blocks, planned);
      points.add(chosen.point());
      planned.add(chosen.point());
      best = Math.max(best, process.at(chosen.coordinates()).mean());
      process.believe(chosen.coordinates(), fitted.noise());
      blocks.forEach(block -> block.believe(chosen.coordinates()));
    }
    return points;
  }

  /** The observed point with the largest mean; the first of those. */
  private static Place incumbent(GaussianProcess process, List<Outcome> observed) {
    Place incumbent = observed.get(0).place();
    double best = Double.NEGATIVE_INFINITY;
    for (Outcome outcome : observed) {
      double mean = process.at(outcome.place().x()).mean();
      if (mean > best) {
        best = mean;
        incumbent = outcome.place();
      }
    }
    return incumbent;
  }

  /** Different points that are allowed and were not planned. */
  private List<Candidate> candidates(Cube cube, Set<Point> planned, Place incumbent, int number) {
    Map<Point, Candidate> candidates = new LinkedHashMap<>();
    List<double[]> places = new ArrayList<>();
    if (cube.combinations().orElse(Long.MAX_VALUE) <= SPREAD) {
      places.addAll(cube.all().values());
    } else {
      Philox random = Seeds.generator(seed, Stream.PROPOSALS, number);
      places.addAll(List.of(SobolSampler.shifted(cube.size(), random.nextLong(), 0, SPREAD)));
      for (int i = 0; i < AROUND_BEST; i++) {
        places.add(near(cube, incumbent, i % 2 == 0 ? WIDE : NARROW, random));
      }
    }
    for (double[] place : places) {
      Candidate candidate = new Candidate(cube, place);
      if (!planned.contains(candidate.point()) && cube.allows(candidate.point())) {
        candidates.putIfAbsent(candidate.point(), candidate);
      }
    }
    return List.copyOf(candidates.values());
  }

  /** A place at a random distance; choices are mostly the same, inactive dimensions anywhere. */
  private static double[] near(Cube cube, Place center, double deviation, Philox random) {
    boolean[] active = cube.active(center.point());
    double[] x = new double[active.length];
    for (int d = 0; d < x.length; d++) {
      double share = random.nextDouble();
      boolean isAnywhere = random.nextDouble() < OTHER_CHOICE && cube.axes().get(d).isChoice();
      if (isAnywhere || !active[d]) {
        x[d] = share;
      } else if (cube.axes().get(d).isChoice()) {
        x[d] = center.x()[d];
      } else {
        x[d] = Math.max(0, Math.min(1, center.x()[d] + deviation * Normal.quantile(share)));
      }
    }
    return x;
  }

  private static Candidate choose(
      Cube cube, LogImprovement improvement, List<CandidateBlock> blocks, Set<Point> planned) {
    List<Scored> scored = new ArrayList<>();
    for (CandidateBlock block : blocks) {
      double[] scores = block.scores(improvement);
      for (int c = 0; c < scores.length; c++) {
        if (!planned.contains(block.candidates().get(c).point())) {
          scored.add(new Scored(block.candidates().get(c), scores[c]));
        }
      }
    }
    scored.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
    LocalSearch search = new LocalSearch(cube, improvement);
    Scored best = scored.get(0);
    for (Scored start : scored.subList(0, Math.min(STARTS, scored.size()))) {
      Scored top = search.climb(start.candidate());
      if (top.score() > best.score()
          && !planned.contains(top.candidate().point())
          && cube.allows(top.candidate().point())) {
        best = top;
      }
    }
    return best.candidate();
  }
}
