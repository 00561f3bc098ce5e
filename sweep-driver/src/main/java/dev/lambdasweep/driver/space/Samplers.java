package dev.lambdasweep.driver.space;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The registry of samplers: what {@code sweep.sampler} may name. */
public final class Samplers {
  /** The name that leaves the choice to {@link #of}. */
  public static final String AUTO = "auto";

  /** The name of the grid, which needs to know how many points a continuous dimension has. */
  public static final String GRID = "grid";

  private static final String RANDOM = "random";

  /** By name: from space and seed to a sampler. */
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
   * A sampler by its name: {@code auto} is a grid where every dimension lists its values. Without a
   * dimension there is one point for any sampler.
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
