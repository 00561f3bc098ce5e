package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.cluster.SparkAccess;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Everything that sweeps run on.
 *
 * @param spark access to the Spark context that they train on
 * @param trainer trainer of all trials
 * @param hadoop configuration that says which file systems exist
 * @param listeners listeners that are notified of their progress
 */
public record Engine(
    SparkAccess spark, Trainer trainer, Configuration hadoop, List<SweepListener> listeners) {

  /** Copies the listeners in. */
  public Engine {
    listeners = List.copyOf(listeners);
  }
}
