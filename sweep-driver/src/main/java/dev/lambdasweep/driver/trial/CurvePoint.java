package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measurement during a training. Figures that are not finite (of a training about to diverge)
 * are NaN here and NULL in the table.
 *
 * @param update number of updates before the measurement
 * @param epoch passes over the training images before the measurement, with a fractional part
 * @param learningRate learning rate of the last update
 * @param trainLoss mean cross-entropy on a fixed sample of the training images, in nats per image
 * @param trainCost training loss plus the L2 penalty
 * @param trainAccuracy share of that sample classified correctly
 * @param validLoss mean cross-entropy on the validation images, in nats per image
 * @param validCost validation loss plus the L2 penalty
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
   * The curve point of a trainer's report; figures that it does not report are NaN.
   *
   * @param metrics figures by the names of the curve's columns: {@code epoch}, {@code
   *     valid_accuracy} …
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
