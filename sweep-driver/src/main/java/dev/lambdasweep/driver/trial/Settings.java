package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.driver.config.BiasScheme;
import dev.lambdasweep.driver.config.CurveSection;
import dev.lambdasweep.driver.config.ExecutionSection;
import dev.lambdasweep.driver.config.Length;
import dev.lambdasweep.driver.config.NetworkSection;
import dev.lambdasweep.driver.config.OptimizerSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.config.TrainingSection;

/** From a resolved configuration to what the worker core trains. */
public final class Settings {
  /** What an array holds. */
  private static final long MOST_WEIGHTS = Integer.MAX_VALUE - 8L;

  private Settings() {}

  /**
   * Resolves a trial.
   *
   * @param config the sweep's configuration at the trial's point
   * @param place of its data set among the sweep's
   * @param data what it will be trained on; shape and number of images are taken from it
   */
  public static TrialSetting of(SweepConfig config, Trial trial, int place, Dataset data) {
    return new TrialSetting(
        trial,
        network(config, data),
        initialWeights(config.network()),
        config.training().precision(),
        optimizer(config.training(), updatesPerEpoch(config, data)),
        training(config, trial.seed(), data),
        place);
  }

  /** Shape of the network for images of that size and number of classes. */
  public static NetworkSpec network(SweepConfig config, Dataset data) {
    NetworkSpec spec =
        new NetworkSpec(
            data.examples().inputs(),
            config.network().hidden(),
            data.examples().classes(),
            config.network().activation(),
            config.network().loss());
    for (int layer = 0; layer < spec.layers(); layer++) {
      long weights = (long) spec.fanIn(layer) * spec.fanOut(layer);
      if (weights > MOST_WEIGHTS) {
        throw UserException.of(
            "Cannot train a layer of %d x %d weights: it may have at most %d (take fewer units)",
            spec.fanOut(layer), spec.fanIn(layer), MOST_WEIGHTS);
      }
    }
    return spec;
  }

  /** Distribution of the initial weights. */
  public static InitialWeights initialWeights(NetworkSection network) {
    NetworkSection.InitialWeights weights = network.initialWeights();
    return switch (weights.scheme()) {
      case FAN_IN -> new InitialWeights.FanIn();
      case HE -> new InitialWeights.He();
      case XAVIER -> new InitialWeights.Xavier();
      case NORMAL -> new InitialWeights.Normal(weights.sd(), weights.biases() == BiasScheme.NORMAL);
    };
  }

  private static Optimizer optimizer(TrainingSection training, int updatesPerEpoch) {
    LearningRate rate = training.learningRate().followed(updatesPerEpoch);
    OptimizerSection optimizer = training.optimizer();
    return switch (optimizer.name()) {
      case SGD -> new Sgd(rate, training.penalty());
      case ADAM ->
          new Adam(
              rate, training.penalty(), optimizer.beta1(), optimizer.beta2(), optimizer.epsilon());
    };
  }

  private static int updatesPerEpoch(SweepConfig config, Dataset data) {
    return config.training().batches().batching().updatesPerEpoch(data.trainingSize());
  }

  private static TrainingSpec training(SweepConfig config, long seed, Dataset data) {
    TrainingSection training = config.training();
    int updatesPerEpoch = updatesPerEpoch(config, data);
    int curveEvery =
        config.curve().interval() instanceof CurveSection.Interval.EveryUpdates every
            ? every.updates()
            : updatesPerEpoch;
    double secondsLimit =
        config.execution().trialTimeout() instanceof ExecutionSection.Timeout.After after
            ? after.seconds()
            : Double.POSITIVE_INFINITY;
    return new TrainingSpec(
        updates(training, updatesPerEpoch),
        training.batches().batching(),
        seed,
        curveEvery,
        config.curve().trainingImages(),
        secondsLimit);
  }

  private static int updates(TrainingSection training, int updatesPerEpoch) {
    int count = training.length().count();
    long updates = count;
    if (training.length() instanceof Length.Epochs) {
      updates = (long) count * updatesPerEpoch;
    } else if (training.length() instanceof Length.Cycles) {
      updates = 2L * training.learningRate().stepSize() * count;
    }
    if (updates > Integer.MAX_VALUE) {
      throw UserException.of(
          "Cannot train for %d updates: a trial has at most %d (train for less)",
          updates, Integer.MAX_VALUE);
    }
    return (int) updates;
  }
}
