package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.Triangular;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.driver.config.CurveSection;
import dev.lambdasweep.driver.config.ExecutionSection;
import dev.lambdasweep.driver.config.Length;
import dev.lambdasweep.driver.config.NetworkSection;
import dev.lambdasweep.driver.config.Schedule;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.config.TrainingSection;

/** From a resolved configuration to what the worker core trains. */
public final class Settings {
  private Settings() {}

  /**
   * Resolves a trial.
   *
   * @param config the sweep's configuration at the trial's point
   * @param data what it will be trained on; shape and number of images are taken from it
   */
  public static TrialSetting of(SweepConfig config, Trial trial, Dataset data) {
    return new TrialSetting(
        trial,
        network(config, data),
        initialWeights(config.network()),
        precision(config.training()),
        new Sgd(learningRate(config.training()), penalty(config.training())),
        training(config, trial.seed(), data));
  }

  /** Shape of the network for images of that size and number of classes. */
  public static NetworkSpec network(SweepConfig config, Dataset data) {
    Activation activation =
        switch (config.network().activation()) {
          case RELU -> Activation.RELU;
        };
    return new NetworkSpec(
        data.examples().inputs(),
        config.network().hidden(),
        data.examples().classes(),
        activation,
        Loss.SOFTMAX_CROSS_ENTROPY);
  }

  /** Distribution of the initial weights. */
  public static InitialWeights initialWeights(NetworkSection network) {
    return switch (network.initialWeights().scheme()) {
      case FAN_IN -> new InitialWeights.FanIn();
      case NORMAL -> new InitialWeights.Normal(network.initialWeights().sd(), false);
    };
  }

  /** The penalty at the configured λ. */
  public static Penalty penalty(TrainingSection training) {
    return new Penalty(
        training.lambda(),
        switch (training.l2()) {
          case LAMBDA -> Penalty.Convention.LAMBDA;
          case HALF_LAMBDA -> Penalty.Convention.HALF_LAMBDA;
        });
  }

  private static Precision precision(TrainingSection training) {
    return switch (training.precision()) {
      case FLOAT32 -> Precision.FLOAT32;
      case FLOAT64 -> Precision.FLOAT64;
    };
  }

  private static LearningRate learningRate(TrainingSection training) {
    if (training.schedule() instanceof Schedule.Triangular triangular) {
      return new Triangular(triangular.low(), triangular.high(), triangular.stepSize());
    }
    return new Constant(((Schedule.Constant) training.schedule()).rate());
  }

  private static TrainingSpec training(SweepConfig config, long seed, Dataset data) {
    TrainingSection training = config.training();
    int updatesPerEpoch = MiniBatches.updatesPerEpoch(data.trainingSize(), training.batchSize());
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
        Batching.shuffled(training.batchSize()),
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
    } else if (training.length() instanceof Length.Cycles
        && training.schedule() instanceof Schedule.Triangular triangular) {
      updates = 2L * triangular.stepSize() * count;
    }
    if (updates > Integer.MAX_VALUE) {
      throw UserException.of(
          "Cannot train for %d updates: a trial has at most %d (train for less)",
          updates, Integer.MAX_VALUE);
    }
    return (int) updates;
  }
}
