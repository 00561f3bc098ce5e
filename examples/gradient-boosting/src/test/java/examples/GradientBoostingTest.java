package examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.kit.SmallData;
import dev.lambdasweep.core.trainer.kit.TrainerContract;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GradientBoostingTest {
  @Nested
  class OfClasses implements TrainerContract {
    @Override
    public Trainer trainer() {
      return new GradientBoosting();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("rounds", 30L, "row-share", 0.5);
    }
  }

  @Nested
  class OfValues extends OfClasses {
    @Override
    public Dataset dataset() {
      return SmallData.values();
    }

    @Override
    public Examples test() {
      return SmallData.testValues();
    }
  }

  @Test
  void figuresAreThoseOfTheLibrary() throws Exception {
    Dataset data = SmallData.classes();
    try (Rows training = Rows.of(data.examples(), data.training());
        Rows validation = Rows.of(data.examples(), data.validation())) {
      Map<String, Object> settings =
          Map.of("objective", "multi:softprob", "num_class", 3, "nthread", 1);
      Booster model = XGBoost.train(training.matrix(), settings, 20, Map.of(), null, null);
      String theirs =
          model.evalSet(
              new ml.dmlc.xgboost4j.java.DMatrix[] {validation.matrix()}, new String[] {"v"}, 0);
      double loss = Double.parseDouble(theirs.substring(theirs.indexOf(':') + 1));
      assertThat(validation.scores(model).figures("valid").get("valid_loss"))
          .isCloseTo(loss, org.assertj.core.data.Offset.offset(1e-5));
      model.dispose();
    }
  }
}
