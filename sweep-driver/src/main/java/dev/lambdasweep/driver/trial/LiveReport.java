package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.Map;

/**
 * What a training has reported while it trains.
 *
 * @param trial number of the point in its sweep
 * @param repeat number of the training of the point
 * @param fold number of the fold that it is validated on
 * @param step progress of the training, in the trainer's unit
 * @param metrics values by name
 */
public record LiveReport(int trial, int repeat, int fold, int step, Map<String, Double> metrics)
    implements Serializable {
  /** Copies the map in. */
  public LiveReport {
    metrics = Map.copyOf(metrics);
  }
}
