package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measurement during a training. Figures that are not finite (a training about to diverge) are
 * NaN here and NULL in the table.
 *
 * @param update updates done before it was taken
 * @param epoch passes over the training images done by then, with its fraction
 * @param learningRate rate of the last update
 * @param trainLoss mean cross-entropy on a fixed sample of the training images, nats an image
 * @param trainCost the same plus the L2 penalty
 * @param trainAccuracy share of that sample classified correctly
 * @param validLoss mean cross-entropy on the validation images
 * @param validCost the same plus the L2 penalty
 * @param validAccuracy share of the validation images classified correctly
 */
public record CurvePoint(
    int update,
    double epoch,
    double learningRate,
    double trainLoss,
    double trainCost,
    double trainAccuracy,
    double validLoss,
    double validCost,
    double validAccuracy)
    implements Serializable {

  /**
   * The point of a trainer's report; what it does not report is NaN.
   *
   * @param metrics by the names of the curve's columns: {@code epoch}, {@code valid_accuracy} …
   */
  static CurvePoint of(int update, Map<String, Double> metrics) {
    ToDoubleFunction<String> value = name -> metrics.getOrDefault(name, Double.NaN);
    return new CurvePoint(
        update,
        value.applyAsDouble("epoch"),
        value.applyAsDouble("learning_rate"),
        value.applyAsDouble("train_loss"),
        value.applyAsDouble("train_cost"),
        value.applyAsDouble("train_accuracy"),
        value.applyAsDouble("valid_loss"),
        value.applyAsDouble("valid_cost"),
        value.applyAsDouble("valid_accuracy"));
  }
}
