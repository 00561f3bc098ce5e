package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measurement during a training. Figures that are not finite (of a training about to diverge)
 * or not measured are NaN here and NULL in the table.
 *
 * @param update number of updates before the measurement
 * @param epoch passes over the training rows before the measurement, with a fractional part
 * @param learningRate learning rate of the last update
 * @param training figures on a fixed sample of the training rows
 * @param validation figures on the validation rows
 */
public record CurvePoint(
    int update, double epoch, double learningRate, Figures training, Figures validation)
    implements Serializable {

  /**
   * Figures on some rows: accuracy for classes, the last three for values.
   *
   * @param loss mean of the network's loss per row
   * @param cost loss plus the L2 penalty
   * @param accuracy share of the rows classified correctly
   * @param rmse root of the mean squared error, in the target's unit
   * @param mae mean absolute error, in the target's unit
   * @param r2 coefficient of determination
   */
  public record Figures(
      double loss, double cost, double accuracy, double rmse, double mae, double r2)
      implements Serializable {

    /** Figures of rows that are classified. */
    public static Figures ofClasses(double loss, double cost, double accuracy) {
      return new Figures(loss, cost, accuracy, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Figures of(String rows, ToDoubleFunction<String> value) {
      return new Figures(
          value.applyAsDouble(rows + "_loss"),
          value.applyAsDouble(rows + "_cost"),
          value.applyAsDouble(rows + "_accuracy"),
          value.applyAsDouble(rows + "_rmse"),
          value.applyAsDouble(rows + "_mae"),
          value.applyAsDouble(rows + "_r2"));
    }
  }

  /**
   * The curve point of a trainer's report; figures that it does not report are NaN.
   *
   * @param metrics figures by the names of the curve's columns: {@code epoch}, {@code
   *     valid_accuracy} …
   */
  public static CurvePoint of(int update, Map<String, Double> metrics) {
    ToDoubleFunction<String> value = name -> metrics.getOrDefault(name, Double.NaN);
    return new CurvePoint(
        update,
        value.applyAsDouble("epoch"),
        value.applyAsDouble("learning_rate"),
        Figures.of("train", value),
        Figures.of("valid", value));
  }
}
