package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.driver.trial.TimedTrainer;
import java.util.List;

/** Trains like the network; tests wrap it. */
public interface NetworkLike extends GroupTrainer, TimedTrainer {
  NetworkTrainer NETWORK = new NetworkTrainer();

  @Override
  default String name() {
    return NETWORK.name();
  }

  @Override
  default List<Parameter> parameters() {
    return NETWORK.parameters();
  }

  @Override
  default List<Metric> metrics() {
    return NETWORK.metrics();
  }

  @Override
  default List<Metric> metrics(Task task) {
    return NETWORK.metrics(task);
  }

  @Override
  default boolean continues() {
    return NETWORK.continues();
  }

  @Override
  default Footprint footprint(Parameters parameters, Dataset dataset) {
    return NETWORK.footprint(parameters, dataset);
  }
}
