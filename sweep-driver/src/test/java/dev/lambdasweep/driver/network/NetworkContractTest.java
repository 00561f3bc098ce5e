package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.kit.TrainerContract;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

/** The built-in trainer is one like any other. Its parameters are the settings of sweeps. */
class NetworkContractTest implements TrainerContract {
  private static final SweepConfig FILE =
      ConfigReader.read(
          "contract.conf",
          new StringReader(
              "network.hidden = [5]\ntraining { epochs = 3, batch-size = 10 }\ncurve.every-updates = 2"),
          List.of());

  @Override
  public Trainer trainer() {
    return new NetworkTrainer();
  }

  @Override
  public List<Map<String, Object>> points() {
    return List.of(
        Map.of("training.lambda", 0.1),
        Map.of("training.learning-rate.rate", 0.001),
        Map.of("training.optimizer", "adam"),
        Map.of("network.hidden", List.of(3L, 4L)));
  }

  @Override
  public Parameters parameters(Map<String, Object> point) {
    return FILE.with(point).values();
  }
}
