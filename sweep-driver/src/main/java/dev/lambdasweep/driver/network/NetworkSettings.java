package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.ExponentialDecay;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.StepDecay;
import dev.lambdasweep.core.optim.Triangular;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.driver.setting.BiasScheme;
import dev.lambdasweep.driver.setting.ScheduleName;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.trial.TrainerWithLength.Length;
import dev.lambdasweep.driver.trial.TrainerWithLength.Unit;
import java.util.Optional;
import java.util.stream.Stream;

/** Converts the values of settings to the worker core's descriptions of a training. */
public final class NetworkSettings {
  /** Most elements of an array. */
  private static final long MOST_WEIGHTS = Integer.MAX_VALUE - 8L;

  private NetworkSettings() {}

  /**
   * The recipe of a trial.
   *
   * @param values values of all settings at the trial's point
   * @param seed seed of the trial
   * @param data data that it will be trained on, which determine the shape and number of images
   * @throws UserException if no network can be trained with these settings
   */
  static Recipe recipe(SettingValues values, long seed, Dataset data) {
    int updatesPerEpoch = batching(values).updatesPerEpoch(data.trainingSize());
    return new Recipe(
        network(values, data),
        initialWeights(values),
        values.get(Settings.PRECISION),
        optimizer(values, updatesPerEpoch),
        training(values, seed, updatesPerEpoch));
  }

  /**
   * Shape of the network for the inputs and targets of the data.
   *
   * @throws UserException if the loss is one of another task, or a layer is too large
   */
  public static NetworkSpec network(SettingValues values, Dataset data) {
    NetworkSpec spec =
        new NetworkSpec(
            data.examples().inputs(),
            values.get(Settings.HIDDEN),
            data.examples().outputs(),
            values.get(Settings.ACTIVATION),
            loss(values, data.examples().task()));
    for (int layer = 0; layer < spec.layers(); layer++) {
      long weights = (long) spec.fanIn(layer) * spec.fanOut(layer);
      if (weights > MOST_WEIGHTS) {
        throw UserException.of(
            "Cannot train a layer of %d x %d weights: it may have at most %d (use fewer units)",
            spec.fanOut(layer), spec.fanIn(layer), MOST_WEIGHTS);
      }
    }
    return spec;
  }

  private static Loss loss(SettingValues values, Task task) {
    Loss loss = values.get(Settings.LOSS).orElse(Loss.usual(task));
    if (loss.task() != task) {
      throw UserException.of(
          "Cannot train with %s = %s: it is a loss of %s, and the data are for %s (set it to auto)",
          Settings.LOSS, Hocon.kebab(loss), Hocon.kebab(loss.task()), Hocon.kebab(task));
    }
    return loss;
  }

  /** Distribution of the initial weights. */
  public static InitialWeights initialWeights(SettingValues values) {
    return switch (values.get(Settings.WEIGHT_SCHEME)) {
      case FAN_IN -> new InitialWeights.FanIn();
      case HE -> new InitialWeights.He();
      case XAVIER -> new InitialWeights.Xavier();
      case NORMAL ->
          new InitialWeights.Normal(
              values.get(Settings.WEIGHT_SD), values.get(Settings.BIASES) == BiasScheme.NORMAL);
    };
  }

  /** The L2 penalty. */
  public static Penalty penalty(SettingValues values) {
    return new Penalty(values.get(Settings.LAMBDA), values.get(Settings.L2));
  }

  private static Optimizer optimizer(SettingValues values, int updatesPerEpoch) {
    LearningRate rate = learningRate(values, updatesPerEpoch);
    return switch (values.get(Settings.OPTIMIZER)) {
      case SGD -> new Sgd(rate, penalty(values), values.get(Settings.MOMENTUM));
      case ADAM ->
          new Adam(
              rate,
              penalty(values),
              values.get(Settings.BETA1),
              values.get(Settings.BETA2),
              values.get(Settings.EPSILON));
    };
  }

  /**
   * The schedule that a trial follows.
   *
   * @param updatesPerEpoch mini-batches per epoch, for schedules that are defined by epochs
   */
  static LearningRate learningRate(SettingValues values, int updatesPerEpoch) {
    double rate = values.get(Settings.RATE);
    return switch (values.get(Settings.SCHEDULE)) {
      case CONSTANT -> new Constant(rate);
      case TRIANGULAR ->
          new Triangular(
              values.get(Settings.RATE_LOW),
              values.get(Settings.RATE_HIGH),
              values.count(Settings.STEP_SIZE));
      case EXPONENTIAL_DECAY ->
          new ExponentialDecay(rate, values.get(Settings.DECAY), updatesPerEpoch);
      case STEP_DECAY ->
          new StepDecay(
              rate,
              values.get(Settings.FACTOR),
              values.count(Settings.STEP_EPOCHS),
              updatesPerEpoch);
    };
  }

  /** How the training images are divided into mini-batches. */
  public static Batching batching(SettingValues values) {
    return new Batching(
        values.count(Settings.BATCH_SIZE),
        values.get(Settings.ORDER),
        Settings.lastBatch(values),
        values.get(Settings.FLIP_PROBABILITY));
  }

  private static TrainingSpec training(SettingValues values, long seed, int updatesPerEpoch) {
    return new TrainingSpec(
        updates(values, updatesPerEpoch),
        batching(values),
        seed,
        values.find(Settings.EVERY_UPDATES).map(Math::toIntExact).orElse(updatesPerEpoch),
        values.count(Settings.CURVE_IMAGES),
        values.find(Settings.TRIAL_TIMEOUT).orElse(Double.POSITIVE_INFINITY));
  }

  /**
   * The length of a training in the units after which trainings can be compared: cycles if the rate
   * goes through more than one, else epochs.
   *
   * @param data data that it will be trained on
   */
  static Length length(SettingValues values, Dataset data) {
    int updatesPerEpoch = batching(values).updatesPerEpoch(data.trainingSize());
    int updates = updates(values, updatesPerEpoch);
    boolean isCyclical = values.get(Settings.SCHEDULE) == ScheduleName.TRIANGULAR;
    long perCycle = isCyclical ? 2 * values.get(Settings.STEP_SIZE) : updates;
    return updates > perCycle
        ? new Length((double) updates / perCycle, Unit.CYCLE, perCycle)
        : new Length((double) updates / updatesPerEpoch, Unit.EPOCH, updatesPerEpoch);
  }

  /** The length of the training in updates, whichever setting gives it. */
  private static int updates(SettingValues values, int updatesPerEpoch) {
    long updates =
        Stream.of(
                values.find(Settings.UPDATES),
                values.find(Settings.EPOCHS).map(epochs -> epochs * updatesPerEpoch),
                values
                    .find(Settings.CYCLES)
                    .map(cycles -> cycles * 2 * values.get(Settings.STEP_SIZE)))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    if (updates > Integer.MAX_VALUE) {
      throw UserException.of(
          "Cannot train for %d updates: a trial has at most %d (shorten the training)",
          updates, Integer.MAX_VALUE);
    }
    return (int) updates;
  }
}
