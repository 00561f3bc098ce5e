package dev.lambdasweep.driver.setting;

import dev.lambdasweep.core.trainer.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of the built-in trainer that can rank its trials: those of the validation rows. The
 * first one for a task is its default objective.
 */
public final class NetworkMetrics {
  public static final Metric VALID_ACCURACY = Metric.maximize("valid_accuracy");
  public static final Metric VALID_LOSS = Metric.minimize("valid_loss");
  public static final Metric VALID_COST = Metric.minimize("valid_cost");
  public static final Metric VALID_RMSE = Metric.minimize("valid_rmse");
  public static final Metric VALID_MAE = Metric.minimize("valid_mae");
  public static final Metric VALID_R2 = Metric.maximize("valid_r2");

  /** For data to classify. */
  public static final List<Metric> CLASSIFICATION = List.of(VALID_ACCURACY, VALID_LOSS, VALID_COST);

  /** For data with values to predict. */
  public static final List<Metric> REGRESSION =
      List.of(VALID_RMSE, VALID_MAE, VALID_R2, VALID_LOSS, VALID_COST);

  /** For any data. */
  public static final List<Metric> ALL =
      Stream.concat(CLASSIFICATION.stream(), REGRESSION.stream()).distinct().toList();

  private NetworkMetrics() {}
}
