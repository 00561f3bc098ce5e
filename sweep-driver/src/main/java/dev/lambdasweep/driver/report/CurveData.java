package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.store.CurveColumns;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.trial.CurvePoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Learning curves, up to the number that a page may contain; those requested first are kept. */
final class CurveData {
  /** Maximum number of measurements in all, about 60 bytes each. */
  private static final int MOST = 40_000;

  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int left = MOST;
  private int leftOut;

  /** The curves of a point's trials, all or none. */
  ArrayNode of(Reported sweep, List<TrialRow> repeats) {
    List<List<CurvePoint>> curves =
        repeats.stream()
            .map(row -> sweep.curves().getOrDefault(row.key(), List.of()))
            .filter(curve -> !curve.isEmpty())
            .toList();
    int measurements = curves.stream().mapToInt(List::size).sum();
    ArrayNode array = NODES.arrayNode();
    if (measurements > left) {
      leftOut++;
    } else {
      left -= measurements;
      curves.forEach(curve -> array.add(node(curve)));
    }
    return array;
  }

  /** Number of points whose curves were left out. */
  int leftOut() {
    return leftOut;
  }

  private static ObjectNode node(List<CurvePoint> curve) {
    ObjectNode node = NODES.objectNode();
    ArrayNode updates = node.putArray(CurveColumns.UPDATE.name());
    curve.forEach(point -> updates.add(point.update()));
    CurveColumns.NUMBERS.stream()
        .filter(column -> !column.equals(CurveColumns.EPOCH))
        // accuracies are not measured of values, nor errors of classes
        .filter(
            column ->
                curve.stream().anyMatch(point -> Double.isFinite(column.getter().apply(point))))
        .forEach(column -> add(node, column, curve));
    return node;
  }

  /** Adds a column with five digits, which is more than a chart shows. */
  private static void add(
      ObjectNode node, Column<CurvePoint, Double> column, List<CurvePoint> curve) {
    ArrayNode array = node.putArray(column.name());
    for (CurvePoint point : curve) {
      double value = column.getter().apply(point);
      if (Double.isFinite(value)) {
        array.add(new BigDecimal(value).round(DIGITS).doubleValue());
      } else {
        array.addNull();
      }
    }
  }
}
