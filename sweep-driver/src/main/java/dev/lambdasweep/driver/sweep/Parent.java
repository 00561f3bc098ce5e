package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Standings;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.Criterion;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sweep that another sweep continues from.
 *
 * @param sweep identity of the sweep
 * @param objective metric that ranks its points
 * @param config resolved configuration of the sweep
 * @param standings ranking of the sweep's completed points, with the differences that are
 *     significant
 * @param bestFirst completed points of the sweep, best first
 * @param failed points of the sweep without any completed trial
 */
public record Parent(
    Sweep sweep,
    Metric objective,
    SweepConfig config,
    Standings standings,
    List<Point> bestFirst,
    List<Point> failed) {
  /** Copies the lists in. */
  public Parent {
    bestFirst = List.copyOf(bestFirst);
    failed = List.copyOf(failed);
  }

  /**
   * Finds a sweep and ranks its points.
   *
   * @param text id or name of the sweep, or the beginning of its id
   * @param file settings of the sweep that follows; unless they name a metric, points are ranked by
   *     the metric of the sweep that is found
   * @param skipped receives the lines of the results that were skipped
   * @throws UserException if there is no such sweep, or none of its trials is COMPLETE
   */
  public static Parent find(
      ResultsStore store, String text, SweepConfig file, Consumer<List<Skipped>> skipped) {
    Sweeps sweeps = Sweeps.in(store);
    Sweep sweep = sweeps.find(text);
    List<Plan> plans = sweeps.plans(sweep);
    Map<Integer, Point> points = Plan.points(plans);
    SweepResults stored = store.results(sweep.id());
    Reading<List<TrialRow>> reading = stored.rows();
    skipped.accept(reading.skipped());
    // a part of the plan may be missing if the results were copied
    List<TrialRow> rows =
        reading.value().stream().filter(row -> points.containsKey(row.key().number())).toList();
    SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration());
    Criterion criterion = file.orObjective(config.objective()).criterion();
    requireMetric(sweep, rows, criterion.objective());
    Standings standings = Standings.of(rows, stored.outcomes().value(), criterion);
    List<RankedPoint> ranking = standings.points().stream().map(Standing::point).toList();
    Set<Integer> ranked =
        ranking.stream().map(RankedPoint::number).collect(Collectors.toUnmodifiableSet());
    if (ranking.isEmpty()) {
      throw UserException.of(
          "Cannot continue from %s: none of its trials is COMPLETE (scripts/sweep show %s shows"
              + " why)",
          sweep.id(), sweep.id());
    }
    return new Parent(
        sweep,
        criterion.objective(),
        config,
        standings,
        ranking.stream().map(point -> points.get(point.number())).toList(),
        rows.stream()
            .map(row -> row.key().number())
            .filter(number -> !ranked.contains(number))
            .distinct()
            .map(points::get)
            .toList());
  }

  private static void requireMetric(Sweep sweep, List<TrialRow> rows, Metric objective) {
    String metric = objective.name();
    if (rows.stream().anyMatch(row -> row.isComplete() && row.figure(metric).isEmpty())) {
      throw UserException.of(
          "Cannot rank %s by %s: its trainer does not measure it (set objective.metric)",
          sweep.id(), metric);
    }
  }

  /** The points that cannot be distinguished from the best one, including itself. */
  public List<Point> tied() {
    return IntStream.range(0, bestFirst.size())
        .filter(i -> standings.points().get(i).isTied())
        .mapToObj(bestFirst::get)
        .toList();
  }
}
