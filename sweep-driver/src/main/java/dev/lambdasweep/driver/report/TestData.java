package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Units;
import dev.lambdasweep.driver.store.ClassNames;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.TestDetail;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Results of final trials on the test images: confusion, probabilities, weights. */
final class TestData {
  private static final int MOST = 40;

  /** Most rows of a trial whose predicted values are shown, evenly spread. */
  private static final int MOST_VALUES = 2000;

  private static final MathContext DIGITS = new MathContext(6);
  private static final int IMAGE_SIDE = 32;
  private static final int IMAGE_INPUTS = 3 * IMAGE_SIDE * IMAGE_SIDE;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ResultsStore store;
  private int leftOut;

  TestData(ResultsStore store) {
    this.store = store;
  }

  /**
   * A sweep's tested trials, best point first: the first repeat of every point, then the others.
   */
  ArrayNode of(Reported sweep) {
    List<TrialRow> rows =
        byRepeat(sweep.standings().points().stream().map(Standing::point).toList()).stream()
            .filter(row -> sweep.details().containsKey(row.key()))
            .toList();
    leftOut += Math.max(0, rows.size() - MOST);
    ArrayNode array = NODES.arrayNode();
    rows.stream().limit(MOST).forEach(row -> array.add(tested(sweep, row)));
    return array;
  }

  /** Number of trials that were left out. */
  int leftOut() {
    return leftOut;
  }

  private static List<TrialRow> byRepeat(List<RankedPoint> points) {
    int most = points.stream().mapToInt(point -> point.rows().size()).max().orElse(0);
    List<TrialRow> rows = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      for (RankedPoint point : points) {
        if (i < point.rows().size()) {
          rows.add(point.rows().get(i));
        }
      }
    }
    return rows;
  }

  private ObjectNode tested(Reported sweep, TrialRow row) {
    ObjectNode node = NODES.objectNode();
    node.put("trial", row.key().number());
    node.put("training", row.key().training());
    node.put("text", sweep.text(row));
    TestDetail detail = sweep.details().get(row.key());
    if (detail instanceof TestDetail.OfClasses classes) {
      addClasses(node, classes, ClassNames.of(sweep.plans().get(0)));
      weights(sweep, row).forEach(node.putArray("weights")::add);
    } else if (detail instanceof TestDetail.OfValues values) {
      addValues(node, values);
    }
    return node;
  }

  private static void addClasses(ObjectNode node, TestDetail.OfClasses detail, List<String> names) {
    node.put("task", "classification");
    ArrayNode classes = node.putArray("classes");
    names.forEach(classes::add);
    ArrayNode confusion = node.putArray("confusion");
    detail.confusion().forEach(counts -> counts.forEach(confusion.addArray()::add));
    detail.probabilities().forEach(node.putArray("probabilities")::add);
    detail.correctProbabilities().forEach(node.putArray("correct")::add);
  }

  private static void addValues(ObjectNode node, TestDetail.OfValues detail) {
    node.put("task", "regression");
    node.put("rows", detail.rows());
    ArrayNode actual = node.putArray("actual");
    ArrayNode predicted = node.putArray("predicted");
    int shown = Math.min(detail.size(), MOST_VALUES);
    for (int i = 0; i < shown; i++) {
      int place = (int) ((long) i * detail.size() / shown);
      actual.add(rounded(detail.actual().get(place)));
      predicted.add(rounded(detail.predicted().get(place)));
    }
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** The rows of W of a network with one layer, each as the bytes of an image; none for others. */
  private List<String> weights(Reported sweep, TrialRow row) {
    Object hidden = row.parameters().get(Settings.HIDDEN.column());
    boolean isOneLayer = Units.NO_LAYERS.equals(hidden);
    if (!isOneLayer) {
      return List.of();
    }
    try {
      String name = ResultsStore.modelName(sweep.sweep().id(), row.key());
      return store.read(name).stream()
          .map(bytes -> ModelFile.read(bytes, name).network())
          .filter(network -> network.spec().inputs() == IMAGE_INPUTS)
          .flatMap(network -> images(network).stream())
          .toList();
    } catch (UserException e) {
      return List.of(); // a damaged model must not prevent the page
    }
  }

  private static List<String> images(Network network) {
    Matrix weights = network.layers().get(0).weights();
    List<String> images = new ArrayList<>();
    for (int i = 0; i < weights.rows(); i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < weights.columns(); j++) {
        low = Math.min(low, weights.at(i, j));
        high = Math.max(high, weights.at(i, j));
      }
      byte[] bytes = new byte[weights.columns()];
      for (int j = 0; j < bytes.length; j++) {
        double share = high > low ? (weights.at(i, j) - low) / (high - low) : 0.5;
        bytes[j] = (byte) Math.round(255 * share);
      }
      images.add(Base64.getEncoder().encodeToString(bytes));
    }
    return images;
  }
}
