package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sampler learns from: the points of a sweep's plan, with what their rows say of them. */
public final class Histories {
  private static final Comparator<TrialRow> ORDER =
      Comparator.comparing((TrialRow row) -> row.key().repeat())
          .thenComparing(row -> row.key().fold());

  /** Causes for which the point is to blame, rather than the machine. */
  private static final Set<Ending.Cause> BAD = Set.of(Ending.Cause.DIVERGED, Ending.Cause.ERROR);

  private Histories() {}

  /**
   * The points in the order of their numbers, with the objective of their completed trials.
   *
   * @param plans all parts of the plan
   * @param rows rows in any order, so that the history does not depend on when they arrived
   * @param objective metric that ranks the points
   */
  public static List<Observation> of(List<Plan> plans, List<TrialRow> rows, Metric objective) {
    Map<Integer, List<TrialRow>> byPoint =
        rows.stream().collect(Collectors.groupingBy(row -> row.key().number()));
    List<Observation> history = new ArrayList<>();
    Plan.points(plans)
        .forEach(
            (number, point) ->
                history.add(
                    observation(point, byPoint.getOrDefault(number, List.of()), objective)));
    return history;
  }

  private static Observation observation(Point point, List<TrialRow> rows, Metric objective) {
    List<Double> metrics =
        rows.stream()
            .filter(TrialRow::isComplete)
            .sorted(ORDER)
            .map(row -> row.figure(objective.name()).orElse(Double.NaN))
            .toList();
    boolean hasFailed = rows.stream().anyMatch(row -> BAD.contains(row.ending().cause()));
    return new Observation(point, metrics, hasFailed);
  }
}
