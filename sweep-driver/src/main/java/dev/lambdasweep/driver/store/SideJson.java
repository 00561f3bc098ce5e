package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.ImageOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands beside a row, as lines of JSON: a point of a curve, outcomes image by image, what is
 * kept of the test images.
 */
final class SideJson {
  private SideJson() {}

  /** Something of one trial. */
  record Keyed<T>(TrialKey key, T value) {}

  /** A line a point of the trial's curve. */
  static Stream<String> curveLines(SweepId sweep, TrialResult result) {
    return result.curve().stream()
        .map(
            point -> {
              ObjectNode node = labelled(sweep, result);
              node.put("update", point.update());
              putNumber(node, "epoch", point.epoch());
              putNumber(node, "learning_rate", point.learningRate());
              putNumber(node, "train_loss", point.trainLoss());
              putNumber(node, "train_cost", point.trainCost());
              putNumber(node, "train_accuracy", point.trainAccuracy());
              putNumber(node, "valid_loss", point.validLoss());
              putNumber(node, "valid_cost", point.validCost());
              putNumber(node, "valid_accuracy", point.validAccuracy());
              return Json.write(node);
            });
  }

  /** The point of a line. */
  static Keyed<CurvePoint> curvePoint(String line) {
    ObjectNode node = Json.object(line);
    return new Keyed<>(
        key(node),
        new CurvePoint(
            Json.integer(node, "update"),
            Json.numberOrNaN(node, "epoch"),
            Json.numberOrNaN(node, "learning_rate"),
            Json.numberOrNaN(node, "train_loss"),
            Json.numberOrNaN(node, "train_cost"),
            Json.numberOrNaN(node, "train_accuracy"),
            Json.numberOrNaN(node, "valid_loss"),
            Json.numberOrNaN(node, "valid_cost"),
            Json.numberOrNaN(node, "valid_accuracy")));
  }

  /** One line if the trial is complete, else none. The bits are base64, image 0 lowest. */
  static Stream<String> outcomeLines(SweepId sweep, TrialResult result) {
    return result.outcomes().stream()
        .map(
            outcomes -> {
              ObjectNode node = labelled(sweep, result);
              node.put("images", outcomes.images());
              node.put(
                  "correct", Base64.getEncoder().encodeToString(outcomes.correct().toByteArray()));
              return Json.write(node);
            });
  }

  /** The outcomes of a line. */
  static Keyed<ImageOutcomes> outcomes(String line) {
    ObjectNode node = Json.object(line);
    int images = Json.integer(node, "images");
    require(images >= 0, "Invalid images: %s, must not be negative", images);
    byte[] bits = Base64.getDecoder().decode(Json.text(node, "correct"));
    return new Keyed<>(key(node), new ImageOutcomes(images, BitSet.valueOf(bits)));
  }

  /** One line if the trial was tested, else none. */
  static Stream<String> detailLines(SweepId sweep, TrialResult result) {
    return result.testDetail().stream()
        .map(
            detail -> {
              ObjectNode node = labelled(sweep, result);
              node.set("confusion", Json.node(detail.confusion()));
              node.set("probabilities", Json.node(detail.probabilities()));
              node.set("correct_probabilities", Json.node(detail.correctProbabilities()));
              return Json.write(node);
            });
  }

  /** The detail of a line. */
  static Keyed<TestDetail> detail(String line) {
    ObjectNode node = Json.object(line);
    List<List<Integer>> confusion = new ArrayList<>();
    Json.array(node, "confusion").forEach(row -> confusion.add(counts(row)));
    return new Keyed<>(
        key(node),
        new TestDetail(
            confusion,
            counts(Json.array(node, "probabilities")),
            counts(Json.array(node, "correct_probabilities"))));
  }

  private static List<Integer> counts(JsonNode array) {
    List<Integer> counts = new ArrayList<>();
    for (JsonNode count : array) {
      require(count.canConvertToInt(), "a count is not a whole number");
      counts.add(count.intValue());
    }
    return counts;
  }

  private static ObjectNode labelled(SweepId sweep, TrialResult result) {
    ObjectNode node = Json.object();
    node.put("sweep", sweep.text());
    node.put("trial", result.trial().number());
    node.put("repeat", result.trial().repeat());
    return node;
  }

  private static TrialKey key(ObjectNode node) {
    return new TrialKey(Json.integer(node, "trial"), Json.integer(node, "repeat"));
  }

  private static void putNumber(ObjectNode node, String field, double number) {
    if (Double.isFinite(number)) {
      node.put(field, number);
    } else {
      node.putNull(field);
    }
  }
}
