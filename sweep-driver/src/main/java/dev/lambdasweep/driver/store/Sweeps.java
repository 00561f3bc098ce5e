package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sweeps of a results directory, oldest first, as of when this was created. */
public final class Sweeps {
  private static final int MOST_CANDIDATES = 10;

  private final ResultsStore store;
  private final List<List<Plan>> sweeps;
  private final List<Skipped> skipped;

  private Sweeps(ResultsStore store, List<List<Plan>> sweeps, List<Skipped> skipped) {
    this.store = store;
    this.sweeps = List.copyOf(sweeps);
    this.skipped = List.copyOf(skipped);
  }

  /** Reads the plans. A sweep whose plan cannot be read is skipped and reported. */
  public static Sweeps in(ResultsStore store) {
    List<List<Plan>> sweeps = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (SweepId id : store.sweepIds()) {
      try {
        sweeps.add(store.plans(id));
      } catch (UserException e) {
        skipped.add(new Skipped("sweeps/" + id, 0, e.getMessage()));
      }
    }
    sweeps.sort(
        Comparator.comparing((List<Plan> parts) -> parts.get(0).createdAt())
            .thenComparing(parts -> parts.get(0).sweep().id()));
    return new Sweeps(store, sweeps, skipped);
  }

  /** Sweeps whose plan cannot be read. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /**
   * The sweep that the user means: an id, else a name (its newest sweep), else the prefix of one
   * id.
   *
   * @throws UserException if there is none, or several ids start with the text
   */
  public Sweep find(String text) {
    Optional<Sweep> exact = newest(sweep -> sweep.id().text().equals(text));
    Optional<Sweep> found = exact.isPresent() ? exact : newest(sweep -> sweep.name().equals(text));
    return found.orElseGet(() -> byPrefix(text));
  }

  /**
   * The parts of a sweep's plan, in their order.
   *
   * @param sweep one of these
   */
  public List<Plan> plans(Sweep sweep) {
    return sweeps.stream()
        .filter(parts -> parts.get(0).sweep().equals(sweep))
        .findFirst()
        .orElseThrow();
  }

  /** Each sweep with the number of its trials by state, given the rows of the directory. */
  public List<SweepSummary> summaries(List<TrialRow> rows) {
    Map<SweepId, Map<String, Integer>> states = new LinkedHashMap<>();
    for (TrialRow row : rows) {
      states
          .computeIfAbsent(row.sweep().id(), absent -> new LinkedHashMap<>())
          .merge(row.state(), 1, Integer::sum);
    }
    return sweeps.stream()
        .map(
            parts -> {
              Plan first = parts.get(0);
              Map<String, Integer> ended = states.getOrDefault(first.sweep().id(), Map.of());
              return new SweepSummary(
                  first,
                  Plan.expectedTrials(parts),
                  ended.getOrDefault("COMPLETE", 0),
                  ended.getOrDefault("STOPPED", 0),
                  ended.getOrDefault("FAILED", 0));
            })
        .toList();
  }

  private Sweep byPrefix(String text) {
    List<Sweep> candidates =
        stream().filter(sweep -> !text.isEmpty() && sweep.id().text().startsWith(text)).toList();
    if (candidates.isEmpty()) {
      throw UserException.of("Cannot find sweep %s in %s: %s", text, store.location(), hint(text));
    }
    if (candidates.size() > 1) {
      throw UserException.of(
          "Cannot find sweep %s in %s: %s ids start with it: %s%s (type more of the id)",
          text,
          store.location(),
          candidates.size(),
          candidates.stream()
              .limit(MOST_CANDIDATES)
              .map(sweep -> sweep.id().text())
              .collect(Collectors.joining(", ")),
          candidates.size() > MOST_CANDIDATES ? ", …" : "");
    }
    return candidates.get(0);
  }

  private String hint(String text) {
    if (!store.exists()) {
      return "there is no such directory (give --results DIR)";
    }
    if (sweeps.isEmpty()) {
      return "there are no sweeps yet (scripts/sweep run FILE starts one)";
    }
    List<String> known =
        stream().flatMap(sweep -> Stream.of(sweep.name(), sweep.id().text())).toList();
    return Suggestions.nearest(text, known)
            .map(nearest -> "no sweep has that name or id, did you mean " + nearest + "?")
            .orElse("no sweep has that name or id")
        + " (scripts/sweep list shows all sweeps)";
  }

  private Optional<Sweep> newest(Predicate<Sweep> condition) {
    return stream().filter(condition).reduce((older, newer) -> newer);
  }

  private Stream<Sweep> stream() {
    return sweeps.stream().map(parts -> parts.get(0).sweep());
  }
}
