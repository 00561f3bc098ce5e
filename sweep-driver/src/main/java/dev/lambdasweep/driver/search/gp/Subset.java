package dev.lambdasweep.driver.search.gp;

import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The observations that a model takes: all up to 500; of more, the best 250 and 250 of the others,
 * at equal distances in the order of proposal. The cost of a model grows with the cube of their
 * number.
 */
final class Subset {
  static final int MOST = 500;

  private Subset() {}

  /** The subset, in the order of proposal. */
  static List<Outcome> of(List<Outcome> outcomes) {
    if (outcomes.size() <= MOST) {
      return outcomes;
    }
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      ranked.add(i);
    }
    ranked.sort(
        Comparator.<Integer>comparingDouble(i -> -outcomes.get(i).value())
            .thenComparing(Comparator.naturalOrder()));
    Set<Integer> taken = new HashSet<>(ranked.subList(0, MOST / 2));
    List<Integer> others = ranked.subList(MOST / 2, ranked.size()).stream().sorted().toList();
    int more = MOST - MOST / 2;
    for (int k = 0; k < more; k++) {
      taken.add(others.get((int) ((long) k * others.size() / more)));
    }
    return taken.stream().sorted().map(outcomes::get).toList();
  }
}
