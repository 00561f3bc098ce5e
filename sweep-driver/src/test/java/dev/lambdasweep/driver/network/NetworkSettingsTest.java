package dev.lambdasweep.driver.network;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.ExponentialDecay;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.StepDecay;
import dev.lambdasweep.core.optim.Triangular;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSettingsTest {
  // 37 training images in batches of 10 are 3 updates per epoch; 7 images are left out

  @ParameterizedTest
  @CsvSource({
    "training.epochs = 3,  9",
    "training.updates = 7, 7",
    "training.cycles = 3,  30",
  })
  void countsALengthInUpdates(String length, int updates) {
    Recipe recipe =
        recipe(
            config(
                length,
                "training.learning-rate.schedule = triangular",
                "training.learning-rate.step-size = 5"),
            trial(0, 0.1));
    assertThat(recipe.training().updates()).isEqualTo(updates);
  }

  @Test
  void describesATraining() {
    Recipe recipe =
        recipe(
            config(
                "training.updates = 7",
                "curve.every-updates = 3",
                "curve.training-images = 15",
                "execution.trial-timeout = 90"),
            trial(0, 0.1));
    assertThat(recipe.training())
        .isEqualTo(new TrainingSpec(7, Batching.shuffled(10), 11, 3, 15, 90));
  }

  @Test
  void measuresTheCurveOncePerEpochWithoutATimeLimitByDefault() {
    Recipe recipe = recipe(config("training.epochs = 2"), trial(0, 0.1));
    assertThat(recipe.training())
        .isEqualTo(
            new TrainingSpec(6, Batching.shuffled(10), 11, 3, 1000, Double.POSITIVE_INFINITY));
  }

  @Test
  void keepsAnIncompleteMiniBatchIfTheFileSaysSo() {
    Recipe recipe =
        recipe(config("training.epochs = 2", "training.last-batch = keep"), trial(0, 0.1));
    Batching keeping = new Batching(10, Batching.Order.SHUFFLED, Batching.LastBatch.KEEP, 0);
    assertThat(recipe.training())
        .isEqualTo(new TrainingSpec(8, keeping, 11, 4, 1000, Double.POSITIVE_INFINITY));
  }

  @Test
  void prefersAValueOfThePointToTheFiles() {
    Recipe recipe = recipe(config("training.epochs = 2", "training.lambda = 0.5"), trial(0, 0.25));
    assertThat(recipe.optimizer().penalty())
        .isEqualTo(new Penalty(0.25, Penalty.Convention.LAMBDA));
  }

  @Test
  void describesAnOptimizer() {
    assertThat(
            NetworkSettings.penalty(
                config("training.epochs = 1", "training.l2 = half-lambda").values()))
        .isEqualTo(new Penalty(0, Penalty.Convention.HALF_LAMBDA));
    assertThat(
            recipe(config("training.epochs = 1", "learning-rate = 0.3"), trial(0, 0))
                .optimizer()
                .learningRate())
        .isEqualTo(new Constant(0.3));
    assertThat(
            recipe(
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

  // 3 updates per epoch

  @Test
  void describesRatesThatDecayByEpoch() {
    assertThat(rate("schedule = exponential-decay", "learning-rate = 0.3", "decay = 0.1"))
        .isEqualTo(new ExponentialDecay(0.3, 0.1, 3));
    assertThat(
            rate("schedule = step-decay", "learning-rate = 0.3", "factor = 0.5", "step-epochs = 2"))
        .isEqualTo(new StepDecay(0.3, 0.5, 2, 3));
  }

  private static LearningRate rate(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("training.epochs = 1");
    return recipe(config(all.toArray(String[]::new)), trial(0, 0)).optimizer().learningRate();
  }

  @Test
  void describesAdam() {
    assertThat(
            recipe(
                    config(
                        "training.epochs = 1",
                        "optimizer = adam",
                        "learning-rate = 0.001",
                        "training.adam.beta1 = 0.8",
                        "training.adam.beta2 = 0.99",
                        "training.adam.epsilon = 1e-6"),
                    trial(0, 0.1))
                .optimizer())
        .isEqualTo(
            new Adam(
                new Constant(0.001), new Penalty(0.1, Penalty.Convention.LAMBDA), 0.8, 0.99, 1e-6));
  }

  @Test
  void describesMiniBatches() {
    Recipe recipe =
        recipe(
            config("training.epochs = 1", "order = natural", "flip-probability = 0.5"),
            trial(0, 0));
    assertThat(recipe.training().batching())
        .isEqualTo(new Batching(10, Batching.Order.NATURAL, Batching.LastBatch.KEEP, 0.5));
  }

  @Test
  void dropsAnIncompleteMiniBatchOfAShuffledOrderUnlessTheFileSaysOtherwise() {
    assertThat(lastBatch("order = shuffled")).isEqualTo(Batching.LastBatch.DROP);
    assertThat(lastBatch("order = natural")).isEqualTo(Batching.LastBatch.KEEP);
    assertThat(lastBatch("order = natural", "last-batch = drop"))
        .isEqualTo(Batching.LastBatch.DROP);
    assertThat(lastBatch("order = shuffled", "last-batch = keep"))
        .isEqualTo(Batching.LastBatch.KEEP);
  }

  private static Batching.LastBatch lastBatch(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("training.epochs = 1");
    return recipe(config(all.toArray(String[]::new)), trial(0, 0))
        .training()
        .batching()
        .lastBatch();
  }

  @Test
  void describesActivationAndLoss() {
    Recipe recipe =
        recipe(
            config(
                "training.epochs = 1",
                "activation = sigmoid",
                "loss = multiple-binary-cross-entropy"),
            trial(0, 0));
    assertThat(recipe.network().activation()).isEqualTo(Activation.SIGMOID);
    assertThat(recipe.network().loss()).isEqualTo(Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
  }

  @Test
  void takesTheShapeOfANetworkFromTheImages() {
    Recipe recipe =
        recipe(
            config("training.epochs = 1", "network.hidden = [7, 3]", "precision = float64"),
            trial(0, 0));
    assertThat(recipe.network())
        .isEqualTo(
            new NetworkSpec(12, List.of(7, 3), 4, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY));
    assertThat(recipe.precision()).isEqualTo(Precision.FLOAT64);
    assertThat(
            recipe(config("training.epochs = 1", "precision = bfloat16"), trial(0, 0)).precision())
        .isEqualTo(Precision.BFLOAT16);
    assertThat(recipe(config("training.epochs = 1"), trial(0, 0)).precision())
        .isEqualTo(Precision.FLOAT32);
  }

  @Test
  void describesInitialWeights() {
    assertThat(NetworkSettings.initialWeights(config("training.epochs = 1").values()))
        .isEqualTo(new InitialWeights.FanIn());
    assertThat(
            NetworkSettings.initialWeights(
                config("training.epochs = 1", "initial-weights = normal", "initial-sd = 0.02")
                    .values()))
        .isEqualTo(new InitialWeights.Normal(0.02, false));
    assertThat(
            NetworkSettings.initialWeights(
                config("training.epochs = 1", "initial-weights = normal", "initial-biases = normal")
                    .values()))
        .isEqualTo(new InitialWeights.Normal(0.01, true));
    assertThat(
            NetworkSettings.initialWeights(
                config("training.epochs = 1", "initial-weights = he").values()))
        .isEqualTo(new InitialWeights.He());
    assertThat(
            NetworkSettings.initialWeights(
                config("training.epochs = 1", "initial-weights = xavier").values()))
        .isEqualTo(new InitialWeights.Xavier());
  }

  @Test
  void groupsTrialsThatDifferOnlyInThePenalty() {
    ResolvedTrial one = resolved(config("training.epochs = 1"), trial(0, 0.1));
    assertThat(one.isGroupableWith(resolved(config("training.epochs = 1"), trial(1, 0.2))))
        .isTrue();
    assertThat(one.isGroupableWith(resolved(config("training.epochs = 2"), trial(1, 0.2))))
        .isFalse();
    assertThat(
            one.isGroupableWith(
                resolved(config("training.epochs = 1", "hidden = [6]"), trial(1, 0.2))))
        .isFalse();
    assertThat(
            one.isGroupableWith(
                resolved(config("training.epochs = 1", "precision = float64"), trial(1, 0.2))))
        .isFalse();
    ResolvedTrial rounding =
        resolved(config("training.epochs = 1", "precision = bfloat16"), trial(1, 0.2));
    assertThat(one.isGroupableWith(rounding)).isFalse();
    assertThat(
            rounding.isGroupableWith(
                resolved(config("training.epochs = 1", "precision = bfloat16"), trial(2, 0.3))))
        .isTrue();
    Trial repeated = new Trial(1, 2, 11, trial(1, 0.2).point());
    assertThat(one.isGroupableWith(resolved(config("training.epochs = 1"), repeated))).isFalse();
  }

  private static Recipe recipe(SweepConfig config, Trial trial) {
    return NetworkSettings.recipe(config.with(trial.point().values()).values(), trial.seed(), DATA);
  }
}
