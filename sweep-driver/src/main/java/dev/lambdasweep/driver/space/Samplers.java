package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The registry of samplers: the values of {@code sweep.sampler}. */
public final class Samplers {
  /** Name with which {@link #of} chooses the sampler. */
  public static final String AUTO = "auto";

  /** Name of the grid; it needs the number of points of a continuous dimension. */
  public static final String GRID = "grid";

  private static final String RANDOM = "random";

  /** Name to a function from space and seed to a sampler. */
  private static final Map<String, BiFunction<SearchSpace, Long, Sampler>> ALL = all();

  private Samplers() {}

  private static Map<String, BiFunction<SearchSpace, Long, Sampler>> all() {
    Map<String, BiFunction<SearchSpace, Long, Sampler>> all = new LinkedHashMap<>();
    all.put(RANDOM, RandomSampler::new);
    all.put(GRID, (space, seed) -> new GridSampler(space));
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
   * The sampler with that name. {@code auto} is a grid if every dimension lists its values, else
   * random. A space without dimensions has one point, whatever the sampler.
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
