package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a sampler learns from: the points of a sweep's plan, with what their rows say of them. */
public final class Histories {
  private static final Comparator<TrialRow> ORDER =
      Comparator.comparing((TrialRow row) -> row.key().repeat())
          .thenComparing(row -> row.key().fold());

  /** Causes for which the point is to blame, rather than the machine. */
  private static final Set<Ending.Cause> BAD = Set.of(Ending.Cause.DIVERGED, Ending.Cause.ERROR);

  private Histories() {}

  /**
   * The points in the order of their numbers, with the objective of their completed trials. A point
   * that a stopping rule ended has the objective of its rung, but none better than the worst of the
   * points that completed: its trainings were shorter, and it was one of those that did not go on.
   *
   * @param plans all parts of the plan
   * @param rows rows in any order, so that the history does not depend on when they arrived
   * @param objective metric that ranks the points
   */
  public static List<Observation> of(List<Plan> plans, List<TrialRow> rows, Metric objective) {
    return List.copyOf(byNumber(plans, rows, objective).values());
  }

  /** {@link #of}, by the numbers of the points. */
  public static SortedMap<Integer, Observation> byNumber(
      List<Plan> plans, List<TrialRow> rows, Metric objective) {
    Map<Integer, List<TrialRow>> byPoint =
        rows.stream().collect(Collectors.groupingBy(row -> row.key().number()));
    List<RankedPoint> ranking = Ranking.of(rows, objective);
    double worst = ranking.isEmpty() ? Double.NaN : ranking.get(ranking.size() - 1).metric();
    SortedMap<Integer, Observation> history = new TreeMap<>();
    Plan.points(plans)
        .forEach(
            (number, point) ->
                history.put(
                    number,
                    observation(point, byPoint.getOrDefault(number, List.of()), objective, worst)));
    return history;
  }

  private static Observation observation(
      Point point, List<TrialRow> rows, Metric objective, double worst) {
    List<Double> complete = metrics(rows.stream().filter(TrialRow::isComplete), objective);
    List<Double> metrics =
        complete.isEmpty()
            ? metrics(rows.stream().filter(TrialRow::isStopped), objective).stream()
                .map(metric -> noBetter(metric, worst, objective))
                .toList()
            : complete;
    boolean hasFailed = rows.stream().anyMatch(row -> BAD.contains(row.ending().cause()));
    return new Observation(point, metrics, hasFailed);
  }

  private static List<Double> metrics(Stream<TrialRow> rows, Metric objective) {
    return rows.sorted(ORDER).map(row -> row.figure(objective.name()).orElse(Double.NaN)).toList();
  }

  private static double noBetter(double metric, double worst, Metric objective) {
    boolean isBetter = objective.goal() == Goal.MAXIMIZE ? metric > worst : metric < worst;
    return isBetter ? worst : metric;
  }
}
