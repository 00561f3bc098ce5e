package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Trial;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a search found over its trainings, and at which rungs its points were compared, as JSON. */
final class ProgressData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Reported sweep;
  private final Map<Integer, RankedPoint> ranked;
  private final double longest;

  ProgressData(Reported sweep) {
    this.sweep = sweep;
    this.ranked =
        sweep.standings().points().stream()
            .map(Standing::point)
            .collect(Collectors.toMap(RankedPoint::number, point -> point));
    this.longest = sweep.rows().stream().mapToInt(row -> row.extent().updates()).max().orElse(1);
  }

  /**
   * Adds the points in the order of proposal, with the trainings that were spent until then, and
   * the best mean so far.
   *
   * @param progress list of the points, extended
   * @param generations list of the trainings that each part of the plan but the last ended with,
   *     extended
   */
  void add(ArrayNode progress, ArrayNode generations) {
    Map<Integer, List<TrialRow>> rows = byNumber(sweep.rows());
    Map<Integer, List<TrialRow>> atRungs =
        byNumber(sweep.rungs().stream().flatMap(List::stream).toList());
    double spent = 0;
    double best = Double.NaN;
    for (Plan plan : sweep.plans()) {
      if (spent > 0) {
        generations.add(SearchData.rounded(spent));
      }
      for (int number : plan.trials().stream().map(Trial::number).distinct().toList()) {
        List<TrialRow> own = rows.getOrDefault(number, List.of());
        if (own.isEmpty()) {
          continue;
        }
        spent += spent(own, atRungs.getOrDefault(number, List.of()));
        ObjectNode node = progress.addObject();
        node.put("number", number);
        node.put("spent", SearchData.rounded(spent));
        if (ranked.containsKey(number)) {
          double mean = ranked.get(number).metric();
          best = Double.isNaN(best) || isBetter(mean, best) ? mean : best;
          node.put("mean", mean);
        }
        if (!Double.isNaN(best)) {
          node.put("best", best);
        }
      }
    }
  }

  private static Map<Integer, List<TrialRow>> byNumber(List<TrialRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(row -> row.key().number(), TreeMap::new, Collectors.toList()));
  }

  private boolean isBetter(double mean, double than) {
    return sweep.objective().goal() == Goal.MAXIMIZE ? mean > than : mean < than;
  }

  /**
   * Trainings that a point took. One that ended early counts as its share of the longest one. One
   * that went on from a rung counts from there if it continued, and else from the beginning.
   */
  private double spent(List<TrialRow> rows, List<TrialRow> atRungs) {
    // the row of a stopped trial is that of its last rung
    Stream<TrialRow> others = rows.stream().filter(row -> !row.isStopped() || atRungs.isEmpty());
    Map<TrialKey, List<TrialRow>> trainings =
        Stream.concat(atRungs.stream(), others).collect(Collectors.groupingBy(TrialRow::key));
    return trainings.values().stream().mapToDouble(this::spent).sum();
  }

  /** Trainings that a trial took, given those that ended at rungs before the last. */
  private double spent(List<TrialRow> ascending) {
    double spent = 0;
    double before = 0;
    for (TrialRow row : ascending) {
      double length = row.isComplete() ? 1 : row.extent().updates() / Math.max(1, longest);
      spent += row.execution().isContinued() ? Math.max(0, length - before) : length;
      before = length;
    }
    return spent;
  }

  /**
   * The points that were compared at rungs: their means there, and at the full length if they were
   * trained to it. That is after the last rung, also for a point that skipped rungs because no
   * other one was left.
   */
  ArrayNode rungs() {
    Map<Integer, ObjectNode> nodes = new TreeMap<>();
    for (int rung = 0; rung < sweep.rungs().size(); rung++) {
      int place = rung;
      byNumber(sweep.rungs().get(rung))
          .forEach(
              (number, rows) -> {
                ObjectNode node = NODES.objectNode().put("number", number);
                addRung(nodes.computeIfAbsent(number, absent -> node), place, rows);
              });
    }
    nodes.forEach(
        (number, node) -> {
          if (ranked.containsKey(number)) {
            addRung(node, sweep.rungs().size(), ranked.get(number).rows());
          }
        });
    return NODES.arrayNode().addAll(nodes.values());
  }

  private void addRung(ObjectNode node, int rung, List<TrialRow> rows) {
    OptionalDouble mean =
        rows.stream()
            .flatMapToDouble(row -> row.figure(sweep.objective().name()).stream())
            .average();
    if (mean.isPresent()) {
      node.withArray("rungs").add(rung);
      node.withArray("updates").add(rows.get(0).extent().updates());
      node.withArray("means").add(SearchData.rounded(mean.getAsDouble()));
    }
  }
}
