package examples;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees of XGBoost, for classes and for values. Reports after every few rounds,
 * and keeps the model of a final sweep in XGBoost's own format.
 */
public final class GradientBoosting implements Trainer {
  private static final long serialVersionUID = 1;

  /** Rounds between two reports. */
  private static final int REPORT_EVERY = 10;

  @Override
  public String name() {
    return "gradient-boosting";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.whole("rounds", 100, 1, 100_000),
        Parameter.real("learning-rate", 0.3, 0.0001, 1),
        Parameter.whole("depth", 6, 1, 30),
        Parameter.real("min-child-weight", 1, 0, 1e6),
        Parameter.real("row-share", 1, 0.01, 1),
        Parameter.real("column-share", 1, 0.01, 1),
        Parameter.real("l2", 1, 0, 1e6));
  }

  @Override
  public List<Metric> metrics() {
    return metrics(Task.CLASSIFICATION);
  }

  @Override
  public List<Metric> metrics(Task task) {
    return switch (task) {
      case CLASSIFICATION ->
          List.of(Metric.maximize("valid_accuracy"), Metric.minimize("valid_loss"));
      case REGRESSION -> List.of(Metric.minimize("valid_rmse"), Metric.minimize("valid_mae"));
    };
  }

  @Override
  public void train(TrialContext trial) throws XGBoostError, IOException {
    Examples examples = trial.dataset().examples();
    try (Rows training = Rows.of(examples, trial.dataset().training());
        Rows validation = Rows.of(examples, trial.dataset().validation())) {
      Booster model = XGBoost.train(training.matrix(), settings(trial), 0, Map.of(), null, null);
      try {
        train(trial, model, training, validation);
        Scores scores = validation.scores(model);
        if (examples.task() == Task.CLASSIFICATION) {
          trial.outcomes(scores.correct());
        } else {
          trial.errors(scores.errors());
        }
        Map<String, Double> figures = new LinkedHashMap<>(scores.figures("valid"));
        if (trial.test().isPresent()) {
          figures.putAll(test(trial, model, trial.test().get()));
        }
        trial.figures(figures);
      } finally {
        model.dispose();
      }
    }
  }

  private static void train(TrialContext trial, Booster model, Rows training, Rows validation)
      throws XGBoostError {
    int rounds = (int) trial.parameters().whole("rounds");
    for (int round = 1; round <= rounds; round++) {
      model.update(training.matrix(), round - 1);
      if (round % REPORT_EVERY == 0 || round == rounds) {
        trial.report(round, validation.scores(model).figures("valid"));
      }
    }
  }

  private static Map<String, Double> test(TrialContext trial, Booster model, Examples test)
      throws XGBoostError, IOException {
    trial.keep("model.ubj", model.toByteArray("ubj"));
    try (Rows rows = Rows.all(test)) {
      Scores scores = rows.scores(model);
      trial.tested(scores.predictions());
      return scores.figures("test");
    }
  }

  private static Map<String, Object> settings(TrialContext trial) {
    Parameters parameters = trial.parameters();
    Examples examples = trial.dataset().examples();
    Map<String, Object> settings = new LinkedHashMap<>();
    if (examples.task() == Task.REGRESSION) {
      settings.put("objective", "reg:squarederror");
    } else {
      settings.put("objective", "multi:softprob");
      settings.put("num_class", examples.classes());
    }
    settings.put("seed", (int) (trial.seed() >>> 33)); // XGBoost's seeds have 31 bits
    settings.put("nthread", trial.threads());
    settings.put("tree_method", "hist");
    settings.put("verbosity", 0);
    settings.put("eta", parameters.real("learning-rate"));
    settings.put("max_depth", parameters.whole("depth"));
    settings.put("min_child_weight", parameters.real("min-child-weight"));
    settings.put("subsample", parameters.real("row-share"));
    settings.put("colsample_bytree", parameters.real("column-share"));
    settings.put("lambda", parameters.real("l2"));
    return settings;
  }
}
