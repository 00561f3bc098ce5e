package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.setting;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.Triangular;
import dev.lambdasweep.core.train.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  // 37 training images in batches of 10 are 4 updates an epoch, the last of 7 images

  @ParameterizedTest
  @CsvSource({
    "training.epochs = 3,  12",
    "training.updates = 7, 7",
    "training.cycles = 3,  30",
  })
  void countsALengthInUpdates(String length, int updates) {
    TrialSetting setting =
        setting(
            config(
                length,
                "training.learning-rate.schedule = triangular",
                "training.learning-rate.step-size = 5"),
            trial(0, 0.1));
    assertThat(setting.training().updates()).isEqualTo(updates);
  }

  @Test
  void describesATraining() {
    TrialSetting setting =
        setting(
            config(
                "training.updates = 7",
                "curve.every-updates = 3",
                "curve.training-images = 15",
                "execution.trial-timeout = 90"),
            trial(0, 0.1));
    assertThat(setting.training())
        .isEqualTo(new TrainingSpec(7, Batching.shuffled(10), 11, 3, 15, 90));
    assertThat(setting.trial()).isEqualTo(trial(0, 0.1));
  }

  @Test
  void measuresACurveAnEpochAndTrainsAsLongAsItTakesUnlessTold() {
    TrialSetting setting = setting(config("training.epochs = 2"), trial(0, 0.1));
    assertThat(setting.training())
        .isEqualTo(
            new TrainingSpec(8, Batching.shuffled(10), 11, 4, 1000, Double.POSITIVE_INFINITY));
  }

  @Test
  void takesAValueOfThePointForTheFiles() {
    TrialSetting setting =
        setting(config("training.epochs = 2", "training.lambda = 0.5"), trial(0, 0.25));
    assertThat(setting.optimizer().penalty())
        .isEqualTo(new Penalty(0.25, Penalty.Convention.LAMBDA));
  }

  @Test
  void describesAnOptimizer() {
    assertThat(
            Settings.penalty(config("training.epochs = 1", "training.l2 = half-lambda").training()))
        .isEqualTo(new Penalty(0, Penalty.Convention.HALF_LAMBDA));
    assertThat(
            setting(config("training.epochs = 1", "learning-rate = 0.3"), trial(0, 0))
                .optimizer()
                .learningRate())
        .isEqualTo(new Constant(0.3));
    assertThat(
            setting(
                    config(
                        "training.epochs = 1",
                        "schedule = triangular",
                        "training.learning-rate.low = 0.1",
                        "training.learning-rate.high = 0.2",
                        "training.learning-rate.step-size = 5"),
                    trial(0, 0))
                .optimizer()
                .learningRate())
        .isEqualTo(new Triangular(0.1, 0.2, 5));
  }

  @Test
  void takesTheShapeOfANetworkFromTheImages() {
    TrialSetting setting =
        setting(
            config("training.epochs = 1", "network.hidden = [7, 3]", "precision = float64"),
            trial(0, 0));
    assertThat(setting.network())
        .isEqualTo(
            new NetworkSpec(12, List.of(7, 3), 4, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY));
    assertThat(setting.precision()).isEqualTo(Precision.FLOAT64);
    assertThat(setting(config("training.epochs = 1"), trial(0, 0)).precision())
        .isEqualTo(Precision.FLOAT32);
  }

  @Test
  void describesInitialWeights() {
    assertThat(Settings.initialWeights(config("training.epochs = 1").network()))
        .isEqualTo(new InitialWeights.FanIn());
    assertThat(
            Settings.initialWeights(
                config("training.epochs = 1", "initial-weights = normal", "initial-sd = 0.02")
                    .network()))
        .isEqualTo(new InitialWeights.Normal(0.02, false));
  }

  @Test
  void fusesWhatDiffersInThePenaltyAlone() {
    TrialSetting one = setting(config("training.epochs = 1"), trial(0, 0.1));
    assertThat(one.isFusibleWith(setting(config("training.epochs = 1"), trial(1, 0.2)))).isTrue();
    assertThat(one.isFusibleWith(setting(config("training.epochs = 2"), trial(1, 0.2)))).isFalse();
    assertThat(
            one.isFusibleWith(
                setting(config("training.epochs = 1", "hidden = [6]"), trial(1, 0.2))))
        .isFalse();
    assertThat(
            one.isFusibleWith(
                setting(config("training.epochs = 1", "precision = float64"), trial(1, 0.2))))
        .isFalse();
    Trial repeated = new Trial(1, 2, 11, trial(1, 0.2).point());
    assertThat(one.isFusibleWith(setting(config("training.epochs = 1"), repeated))).isFalse();
    assertThat(Settings.network(config("training.epochs = 1"), DATA)).isEqualTo(one.network());
  }
}
