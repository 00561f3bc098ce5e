package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.util.List;
import java.util.Map;

/**
 * Describes the first feature by its mean over the training rows, plus a shift, and measures by how
 * much the validation rows deviate from that. It classifies nothing.
 */
class MeanTrainer implements Trainer {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "mean";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.real("shift", 0, 0, 10));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.minimize("spread"));
  }

  @Override
  public void train(TrialContext trial) {
    Dataset data = trial.dataset();
    double sum = 0;
    for (int row : data.training()) {
      sum += data.examples().feature(row, 0);
    }
    // a shift this large adds to the spread, whatever the validation rows' own mean is
    double centre = sum / data.trainingSize() + 100 * trial.parameters().real("shift");
    double spread = 0;
    for (int row : data.validation()) {
      spread += Math.pow(data.examples().feature(row, 0) - centre, 2);
    }
    trial.report(1, Map.of("spread", Math.sqrt(spread / data.validationSize())));
  }
}
