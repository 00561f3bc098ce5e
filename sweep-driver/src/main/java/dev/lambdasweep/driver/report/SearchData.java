package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.analysis.Histories;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.search.gp.Importance;
import dev.lambdasweep.driver.search.gp.Surrogate;
import dev.lambdasweep.driver.search.gp.Surrogate.Prediction;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a search went, and what a model knows of its dimensions, as JSON. */
final class SearchData {
  /** Standard deviations on each side of a 95 % interval. */
  private static final double QUANTILE = 1.96;

  private static final MathContext DIGITS = new MathContext(6);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Reported sweep;

  private SearchData(Reported sweep) {
    this.sweep = sweep;
  }

  /** The data of a sweep; all empty for a final one, which searches nothing. */
  static ObjectNode of(Reported sweep) {
    ObjectNode node = NODES.objectNode();
    ArrayNode progress = node.putArray("progress");
    ArrayNode generations = node.putArray("generations");
    ArrayNode rungs = node.putArray("rungs");
    ObjectNode model = node.putObject("model");
    ArrayNode importance = node.putArray("importance");
    if (sweep.sweep().kind() != Kind.FINAL) {
      SearchData data = new SearchData(sweep);
      ProgressData progressData = new ProgressData(sweep);
      progressData.add(progress, generations);
      rungs.addAll(progressData.rungs());
      // as the search saw it: with what it took over from earlier sweeps
      List<Observation> history =
          Stream.concat(
                  sweep.plans().get(0).earlier().stream(),
                  Histories.of(sweep.plans(), sweep.rows(), sweep.objective()).stream())
              .toList();
      data.addModel(model, history);
      data.addImportance(importance, history);
    }
    return node;
  }

  /**
   * The model along each dimension, by its column, with the others as at the best point that has
   * the dimension.
   */
  private void addModel(ObjectNode node, List<Observation> history) {
    Surrogate.of(sweep.config().space(), history, sweep.objective().goal())
        .ifPresent(
            surrogate -> {
              Map<Integer, Point> points = Plan.points(sweep.plans());
              List<Dimension> dimensions = sweep.config().space().dimensions();
              for (int d = 0; d < dimensions.size(); d++) {
                Setting<?> hyperparameter = dimensions.get(d).hyperparameter();
                for (Standing standing : sweep.standings().points()) {
                  Point point = points.get(standing.point().number());
                  if (point.values().containsKey(hyperparameter.path())) {
                    addAlong(
                        node.putObject(hyperparameter.column()),
                        hyperparameter,
                        surrogate.along(d, point));
                    break;
                  }
                }
              }
            });
  }

  private static void addAlong(
      ObjectNode node, Setting<?> hyperparameter, List<Prediction> predictions) {
    ArrayNode values = node.putArray("values");
    ArrayNode mean = node.putArray("mean");
    ArrayNode low = node.putArray("low");
    ArrayNode high = node.putArray("high");
    for (Prediction prediction : predictions) {
      Object cell = cell(hyperparameter, prediction.value());
      if (cell instanceof Number number) {
        values.add(number.doubleValue());
      } else {
        values.add(String.valueOf(cell));
      }
      mean.add(rounded(prediction.mean()));
      low.add(rounded(prediction.mean() - QUANTILE * prediction.deviation()));
      high.add(rounded(prediction.mean() + QUANTILE * prediction.deviation()));
    }
  }

  private static <T> Object cell(Setting<T> hyperparameter, Object value) {
    return hyperparameter.kind().cell(hyperparameter.typed(value));
  }

  /** The importance of each dimension, where there are several. */
  private void addImportance(ArrayNode array, List<Observation> history) {
    if (sweep.config().space().dimensions().size() < 2) {
      return;
    }
    Map<String, String> columns = new HashMap<>();
    for (Dimension dimension : sweep.config().space().dimensions()) {
      columns.put(dimension.hyperparameter().path(), dimension.hyperparameter().column());
    }
    long seed = sweep.plans().get(0).seed();
    for (Importance importance :
        Importance.of(sweep.config().space(), history, sweep.objective().goal(), seed)) {
      ObjectNode node = array.addObject();
      node.put("column", columns.get(importance.path()));
      node.put("total", rounded(importance.total()));
      node.put("alone", rounded(importance.alone()));
      node.put("low", rounded(importance.low()));
      node.put("high", rounded(importance.high()));
    }
  }

  /** With six digits, which is more than a chart shows. */
  static double rounded(double number) {
    return new BigDecimal(number).round(DIGITS).doubleValue();
  }
}
