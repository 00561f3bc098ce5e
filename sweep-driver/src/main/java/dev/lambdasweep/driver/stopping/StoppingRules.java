package dev.lambdasweep.driver.stopping;

import static dev.lambdasweep.core.Require.require;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** The registry of stopping rules: the values of {@code stopping.rule}. */
public final class StoppingRules {
  /** Name of the rule by which all trainings have their full length. */
  public static final String NONE = "none";

  private static final String HALVING = "halving";

  /** Name to a function from η and the first rung to a rule. */
  private static final Map<String, BiFunction<Long, OptionalLong, StoppingRule>> ALL = all();

  private StoppingRules() {}

  private static Map<String, BiFunction<Long, OptionalLong, StoppingRule>> all() {
    Map<String, BiFunction<Long, OptionalLong, StoppingRule>> all = new LinkedHashMap<>();
    all.put(NONE, (eta, first) -> new NoStopping());
    all.put(HALVING, Halving::new);
    return Collections.unmodifiableMap(all);
  }

  /** All names. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The rule with that name.
   *
   * @param name one of {@link #names}
   * @param eta number of points of which one goes on, at least 2
   * @param first first rung; empty for the usual one
   */
  public static StoppingRule of(String name, long eta, OptionalLong first) {
    require(
        ALL.containsKey(name),
        "Invalid stopping.rule: %s, must be one of %s",
        name,
        String.join(", ", names()));
    return ALL.get(name).apply(eta, first);
  }

  /** Trains all points to their full length. */
  private record NoStopping() implements StoppingRule {
    @Override
    public List<Long> rungs(double length) {
      return List.of();
    }

    @Override
    public int survivors(int points) {
      return points;
    }
  }
}
