package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.SamplerName;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;

/** Proposes points of a search space. A pure function of its history: it keeps no state. */
public interface Sampler {
  /**
   * The next points.
   *
   * @param history every point proposed so far, in the order of proposal; a sampler that learns
   *     looks at the metrics, the others at the number
   * @param n how many points are wanted, at least 0
   * @return at most n, fewer where the space has no more
   */
  List<Point> propose(List<Observation> history, int n);

  /**
   * How many points a search has to begin with.
   *
   * @param trials what the file asks for
   * @return trials, or all points where the space has a number of its own
   */
  int initialPoints(int trials);

  /**
   * The sampler of a sweep's file: {@code auto} is a grid where every dimension lists its values.
   * Without a dimension there is one point for any sampler.
   *
   * @throws dev.lambdasweep.core.UserException if the grid is too large
   */
  static Sampler of(SweepConfig config) {
    SearchSpace space = SearchSpace.of(config);
    SamplerName name = config.get(Settings.SAMPLER);
    boolean isGrid =
        switch (name) {
          case GRID -> true;
          case RANDOM -> space.dimensions().isEmpty();
          case AUTO -> space.dimensions().stream().allMatch(Dimension::isListed);
        };
    return isGrid ? new GridSampler(space) : new RandomSampler(space, config.seed());
  }

  /** The points a search of that file begins with. */
  static List<Point> initialPoints(SweepConfig config) {
    if (!config.points().isEmpty()) {
      return config.points().stream().map(Point::of).toList();
    }
    Sampler sampler = of(config);
    return sampler.propose(List.of(), sampler.initialPoints(config.count(Settings.TRIALS)));
  }
}
