package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The observations that a model takes: all up to a limit; of more, the best ones as half of the
 * limit, and as many of the others, at equal distances in the order of proposal. The cost of a
 * model grows with the cube of their number.
 */
final class Subset {
  /** Limit of the sampler. */
  static final int MOST = 500;

  private Subset() {}

  /**
   * The subset, in the order of proposal.
   *
   * @param most limit, at least 2
   */
  static List<Outcome> of(List<Outcome> outcomes, int most) {
    if (outcomes.size() <= most) {
      return outcomes;
    }
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ranked.add(i);
    }
    ranked.sort(
        Comparator.<Integer>comparingDouble(i -> -outcomes.get(i).value())
            .thenComparing(Comparator.naturalOrder()));
    Set<Integer> taken = new HashSet<>(ranked.subList(0, most / 2));
    List<Integer> others = ranked.subList(most / 2, ranked.size()).stream().sorted().toList();
    int more = most - most / 2;
    for (int k = 0; k < more; k++) {
      taken.add(others.get((int) ((long) k * others.size() / more)));
    }
    return taken.stream().sorted().map(outcomes::get).toList();
  }
}
