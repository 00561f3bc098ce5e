package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.cluster.SparkAccess;
import org.apache.hadoop.conf.Configuration;

/**
 * Everything that sweeps run on.
 *
 * @param spark access to the Spark context that they train on
 * @param trainer trainer of all trials
 * @param hadoop configuration that says which file systems exist
 * @param listener listener that is notified of their progress
 */
public record Engine(
    SparkAccess spark, Trainer trainer, Configuration hadoop, SweepListener listener) {}
