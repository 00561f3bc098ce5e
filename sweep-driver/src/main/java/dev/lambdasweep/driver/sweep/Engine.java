package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.cluster.SparkAccess;
import dev.lambdasweep.driver.data.OpenSources;
import org.apache.hadoop.conf.Configuration;

/**
 * Everything that a sweep runs on.
 *
 * @param spark access to the Spark context that they train on
 * @param trainer trainer of all trials
 * @param sources sources that one sweep reads from
 * @param listener listener that is notified of their progress
 */
public record Engine(
    SparkAccess spark, Trainer trainer, OpenSources sources, SweepListener listener) {

  /** Configuration that says which file systems exist. */
  Configuration hadoop() {
    return spark.hadoop();
  }
}
