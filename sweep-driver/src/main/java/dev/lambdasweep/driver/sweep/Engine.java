package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.cluster.SparkAccess;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What sweeps run on.
 *
 * @param spark where they train
 * @param trainer who trains
 * @param hadoop which file systems there are
 * @param listeners who follow them
 */
public record Engine(
    SparkAccess spark, Trainer trainer, Configuration hadoop, List<SweepListener> listeners) {

  /** Copies the listeners in. */
  public Engine {
    listeners = List.copyOf(listeners);
  }
}
