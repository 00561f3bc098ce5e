package dev.lambdasweep.driver.search;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.search.gp.GpSampler;
import dev.lambdasweep.driver.search.tpe.TpeSampler;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.GridSampler;
import dev.lambdasweep.driver.space.RandomSampler;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.SobolSampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The registry of samplers: the values of {@code sweep.sampler}. */
public final class Samplers {
  /** Name for which {@link #choose} finds the sampler. */
  public static final String AUTO = "auto";

  /** Name of the grid; it needs the number of points of a continuous dimension. */
  public static final String GRID = "grid";

  private static final String RANDOM = "random";
  private static final String SOBOL = "sobol";
  private static final String GP = "gp";
  private static final String TPE = "tpe";

  /** Number of trials above which a search learns from its results. */
  private static final int LEARNING = 20;

  /** Name to a function from space and seed to a sampler. */
  private static final Map<String, BiFunction<SearchSpace, Long, Sampler>> ALL = all();

  private Samplers() {}

  /**
   * The sampler of a sweep.
   *
   * @param sampler name of the sampler
   * @param reason why it was chosen: "every dimension lists its values"
   */
  public record Choice(String sampler, String reason) {}

  private static Map<String, BiFunction<SearchSpace, Long, Sampler>> all() {
    Map<String, BiFunction<SearchSpace, Long, Sampler>> all = new LinkedHashMap<>();
    all.put(RANDOM, RandomSampler::new);
    all.put(GRID, (space, seed) -> new GridSampler(space));
    all.put(SOBOL, SobolSampler::new);
    all.put(GP, GpSampler::new);
    all.put(TPE, TpeSampler::new);
    return Collections.unmodifiableMap(all);
  }

  /** All names, {@link #AUTO} first. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(AUTO);
    names.addAll(ALL.keySet());
    return List.copyOf(names);
  }

  /**
   * The sampler that suits a new sweep. Its plan stores the name.
   *
   * @param trials number of points that the file asks for
   */
  public static Choice choose(SearchSpace space, int trials) {
    if (space.dimensions().isEmpty()) {
      return new Choice(GRID, "there is only one point");
    }
    if (space.isListed()) {
      return new Choice(GRID, "every dimension lists its values");
    }
    if (!space.conditions().isEmpty()) {
      return new Choice(TPE, "there are conditions");
    }
    List<Dimension> dimensions = space.dimensions();
    long choices = dimensions.stream().filter(dimension -> !dimension.isOrdered()).count();
    if (2 * choices > dimensions.size()) {
      return new Choice(TPE, "most dimensions are choices");
    }
    return trials > LEARNING
        ? new Choice(GP, "there are more than " + LEARNING + " trials to learn from")
        : new Choice(SOBOL, "there are at most " + LEARNING + " trials, too few to learn from");
  }

  /**
   * The sampler with that name. In plans of earlier versions, {@code auto} is a grid if every
   * dimension lists its values, else random. A space without dimensions has one point, whatever the
   * sampler.
   *
   * @param name one of {@link #names}
   * @throws dev.lambdasweep.core.UserException if the grid is too large
   */
  public static Sampler of(String name, SearchSpace space, long seed) {
    require(
        names().contains(name),
        "Invalid sweep.sampler: %s, must be one of %s",
        name,
        String.join(", ", names()));
    if (space.dimensions().isEmpty() || (name.equals(AUTO) && space.isListed())) {
      return ALL.get(GRID).apply(space, seed);
    }
    return ALL.get(name.equals(AUTO) ? RANDOM : name).apply(space, seed);
  }
}
