package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.search.cube.Outcomes;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.gp.VarianceShares.Share;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much of the objective's variance over a space depends on a dimension, as a Gaussian process
 * knows it from some results.
 *
 * <p>The intervals come from halves of the results: a process is fitted to each of 40 random
 * halves, and the interval is the share of all results ± 1.96 times the root mean square difference
 * between the halves' shares and it. A mean over half of n values, drawn without replacement,
 * differs from that over all by as much as the latter from the truth, σ²/n. Source: Efron, The
 * jackknife, the bootstrap and other resampling plans, 1982, chapter 8,
 * https://doi.org/10.1137/1.9781611970319 (half-sampling). Unlike a bootstrap, halves have no point
 * twice.
 *
 * @param path full key of the dimension
 * @param total share of the variance that depends on this dimension, alone or together with others
 * @param alone share of the variance that depends on this dimension alone
 * @param low lower end of the 95 % interval of {@code total}
 * @param high upper end of that interval
 */
public record Importance(String path, double total, double alone, double low, double high) {
  /** Limit of the results, since a process is fitted to each half of them. */
  private static final int MOST = 200;

  private static final int HALVES = 40;

  /** Standard deviations on each side of a 95 % interval. */
  private static final double QUANTILE = 1.96;

  /**
   * The importance of each dimension, in the order of the space.
   *
   * @param history every point proposed so far, in the order of proposal
   * @param seed seed of the sweep
   * @return one per dimension; none if fewer than ten points have results, or all the same
   */
  public static List<Importance> of(
      SearchSpace space, List<Observation> history, Goal goal, long seed) {
    Cube cube = new Cube(space);
    Outcomes outcomes = Outcomes.of(cube, history, goal);
    if (cube.size() == 0 || !outcomes.teach(GpSampler.FIRST)) {
      return List.of();
    }
    List<Outcome> observed = Subset.of(outcomes.observed(), MOST);
    VarianceShares shares = new VarianceShares(cube, seed);
    List<Share> all = shares.of(FittedProcess.of(cube.choices(), observed));
    List<List<Share>> halves = new ArrayList<>();
    for (int half = 0; half < HALVES; half++) {
      Philox random = Seeds.generator(seed, Stream.HALVES, half);
      halves.add(shares.of(FittedProcess.of(cube.choices(), half(observed, random))));
    }
    List<Importance> importances = new ArrayList<>();
    for (int d = 0; d < cube.size(); d++) {
      importances.add(importance(cube.axes().get(d).path(), d, all, halves));
    }
    return importances;
  }

  private static Importance importance(
      String path, int d, List<Share> all, List<List<Share>> halves) {
    Share share = all.get(d);
    double squares = 0;
    for (List<Share> half : halves) {
      double difference = half.get(d).total() - share.total();
      squares += difference * difference;
    }
    double margin = QUANTILE * Math.sqrt(squares / halves.size());
    return new Importance(
        path,
        share.total(),
        share.alone(),
        Math.max(0, share.total() - margin),
        Math.min(1, share.total() + margin));
  }

  /** A random half, in the order of proposal. */
  private static List<Outcome> half(List<Outcome> outcomes, Philox random) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      places.add(i);
    }
    for (int i = places.size() - 1; i > 0; i--) {
      Collections.swap(places, i, random.nextInt(i + 1));
    }
    return places.subList(0, (places.size() + 1) / 2).stream().sorted().map(outcomes::get).toList();
  }
}
