package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The points of a sweep with their figures, ranks and curves, as JSON. */
final class PointData {
  private static final List<String> FIGURES =
      Stream.of("valid", "train", "test")
          .flatMap(
              rows ->
                  Stream.of("accuracy", "rmse", "r2", "mae", "loss")
                      .map(figure -> rows + "_" + figure))
          .toList();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Reported sweep;
  private final CurveData curves;

  PointData(Reported sweep, CurveData curves) {
    this.sweep = sweep;
    this.curves = curves;
  }

  /** The points that have a row, in the order of their numbers. */
  ArrayNode points() {
    Map<Integer, List<TrialRow>> rows = new TreeMap<>();
    sweep
        .rows()
        .forEach(
            row -> rows.computeIfAbsent(row.key().number(), absent -> new ArrayList<>()).add(row));
    Map<Integer, ObjectNode> nodes = new TreeMap<>();
    // in the order of the ranks, as the curves of the best are kept first
    int rank = 0;
    for (Standing standing : sweep.standings().points()) {
      int number = standing.point().number();
      ObjectNode node = point(rows.get(number));
      rank++;
      node.put("rank", rank);
      if (sweep.isCompared()) {
        node.put("tied", standing.isTied());
        standing.p().ifPresent(p -> node.put("p", p));
      }
      nodes.put(number, node);
    }
    rows.forEach((number, own) -> nodes.computeIfAbsent(number, absent -> point(own)));
    return NODES.arrayNode().addAll(nodes.values());
  }

  private ObjectNode point(List<TrialRow> rows) {
    TrialRow first = rows.get(0);
    List<TrialRow> complete = rows.stream().filter(TrialRow::isComplete).toList();
    ObjectNode node = NODES.objectNode();
    node.put("number", first.key().number());
    node.put("n", complete.size());
    node.put("failed", rows.stream().filter(TrialRow::isFailed).count());
    parameters(node.putObject("parameters"), first);
    figures(node.putObject("figures"), complete);
    if (complete.size() == 1) {
      complete.get(0).figure("valid_accuracy_se").ifPresent(se -> node.put("se", se));
    }
    if (complete.isEmpty()) {
      // the figures when it was stopped; they do not rank
      rows.stream()
          .flatMapToDouble(row -> row.figure(sweep.objective().name()).stream())
          .average()
          .ifPresent(mean -> node.put("stopped", mean));
      node.put("rung", first.extent().rung());
    }
    node.put("seconds", TimeData.seconds(rows));
    ArrayNode states = node.putArray("states");
    rows.stream().map(PointData::state).distinct().forEach(states::add);
    // measurements of a failed repeat are not part of a mean
    node.set("curves", curves.of(sweep, complete.isEmpty() ? rows : complete));
    cycle(first).ifPresent(cycle -> node.put("cycle", cycle));
    return node;
  }

  private static void parameters(ObjectNode node, TrialRow row) {
    row.parameters()
        .forEach(
            (column, value) -> {
              if (value instanceof Number number) {
                node.put(column, number.doubleValue());
              } else {
                node.put(column, String.valueOf(value));
              }
            });
  }

  private void figures(ObjectNode node, List<TrialRow> complete) {
    List<String> shown =
        Stream.concat(Stream.of(sweep.objective().name()), FIGURES.stream()).distinct().toList();
    for (String figure : shown) {
      Optional<Estimate> found = Estimate.of(complete, figure, sweep.standings().level());
      if (found.isPresent()) {
        Estimate estimate = found.get();
        ObjectNode one = node.putObject(figure);
        one.put("mean", estimate.mean());
        if (estimate.n() > 1) {
          one.put("low", estimate.low());
          one.put("high", estimate.high());
        }
      }
    }
  }

  private static String state(TrialRow row) {
    if (row.isStopped()) {
      return row.state() + " at rung " + row.extent().rung();
    }
    return row.isFailed() ? row.state() + " " + row.failReason() : row.state();
  }

  /** Updates of a cycle of the learning rate, if it has any. */
  private static OptionalLong cycle(TrialRow row) {
    // only rows with a triangular schedule have a step size
    return row.parameters().get(Settings.STEP_SIZE.column()) instanceof Long stepSize
        ? OptionalLong.of(2 * stepSize)
        : OptionalLong.empty();
  }
}
