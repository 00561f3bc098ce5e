package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the records back as the configuration that reads into them. */
final class ConfigWriter {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private ConfigWriter() {}

  /** Every key of reference.conf with its resolved value; a null one is left out. */
  static Config write(SweepConfig config) {
    ConfigWriter writer = new ConfigWriter();
    writer.sweep(config.sweep());
    writer.data(config.data());
    writer.network(config.network());
    writer.training(config.training());
    writer.rest(config);
    return ConfigFactory.parseMap(writer.values);
  }

  private void sweep(SweepSection sweep) {
    put(Keys.NAME, sweep.name());
    put(Keys.SEED, sweep.seed());
    put(Keys.TRIALS, (long) sweep.trials());
    put(Keys.REPEATS, (long) sweep.repeats());
    put(Keys.SAMPLER, sweep.sampler());
    Map<String, ConfigValue> space = new LinkedHashMap<>();
    for (DimensionSpec dimension : sweep.space()) {
      space.put(
          dimension.hyperparameter().key(), ConfigValueFactory.fromAnyRef(described(dimension)));
    }
    values.put(Keys.SPACE, ConfigValueFactory.fromMap(space));
    List<Map<String, Object>> points = new ArrayList<>();
    for (PointSpec point : sweep.points()) {
      Map<String, Object> written = new LinkedHashMap<>();
      point.values().forEach((name, value) -> written.put(name.shortName(), value));
      points.add(written);
    }
    values.put(Keys.POINTS, points);
  }

  private static Object described(DimensionSpec dimension) {
    if (dimension instanceof DimensionSpec.Listed listed) {
      return new ArrayList<>(listed.values());
    }
    DimensionSpec.Between between = (DimensionSpec.Between) dimension;
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("type", Values.kebab(between.distribution()));
    described.put("low", between.low());
    described.put("high", between.high());
    if (between.points() > 0) {
      described.put("points", between.points());
    }
    return described;
  }

  private void data(DataSection data) {
    put(Keys.SOURCE, data.source());
    put(Keys.DATA_DIRECTORY, data.directory());
    put(Keys.TRAINING_PARTS, data.trainingParts());
    put(Keys.VALIDATION_PARTS, data.validationParts());
    put(Keys.TEST_PARTS, data.testParts());
    put(Keys.VALIDATION_IMAGES, (long) data.validationImages());
    if (data.trainingImages() instanceof DataSection.ImageCount.Exactly exactly) {
      put(Keys.TRAINING_IMAGES, (long) exactly.images());
    }
    put(Keys.SYNTHETIC_SEED, data.synthetic().seed());
    put(Keys.SYNTHETIC_TRAINING_IMAGES, (long) data.synthetic().trainingImages());
    put(Keys.SYNTHETIC_TEST_IMAGES, (long) data.synthetic().testImages());
  }

  private void network(NetworkSection network) {
    put(Keys.HIDDEN, network.hidden());
    put(Keys.ACTIVATION, network.activation());
    put(Keys.LOSS, network.loss());
    put(Keys.WEIGHT_SCHEME, network.initialWeights().scheme());
    put(Keys.WEIGHT_SD, network.initialWeights().sd());
    put(Keys.BIASES, network.initialWeights().biases());
  }

  private void training(TrainingSection training) {
    put(Keys.LAMBDA, training.lambda());
    put(Keys.L2, training.l2());
    put(Keys.BATCH_SIZE, (long) training.batches().size());
    put(Keys.ORDER, training.batches().order());
    put(Keys.LAST_BATCH, training.batches().lastBatch());
    put(Keys.FLIP_PROBABILITY, training.batches().flipProbability());
    put(key(training.length()), (long) training.length().count());
    LearningRateSection rate = training.learningRate();
    put(Keys.SCHEDULE, rate.schedule());
    put(Keys.RATE, rate.rate());
    put(Keys.RATE_LOW, rate.low());
    put(Keys.RATE_HIGH, rate.high());
    put(Keys.STEP_SIZE, (long) rate.stepSize());
    put(Keys.DECAY, rate.decay());
    put(Keys.FACTOR, rate.factor());
    put(Keys.STEP_EPOCHS, (long) rate.stepEpochs());
    put(Keys.OPTIMIZER, training.optimizer().name());
    put(Keys.BETA1, training.optimizer().beta1());
    put(Keys.BETA2, training.optimizer().beta2());
    put(Keys.EPSILON, training.optimizer().epsilon());
    put(Keys.PRECISION, training.precision());
  }

  private static Key<Long> key(Length length) {
    if (length instanceof Length.Epochs) {
      return Keys.EPOCHS;
    }
    return length instanceof Length.Updates ? Keys.UPDATES : Keys.CYCLES;
  }

  private void rest(SweepConfig config) {
    if (config.curve().interval() instanceof CurveSection.Interval.EveryUpdates every) {
      put(Keys.EVERY_UPDATES, (long) every.updates());
    }
    put(Keys.CURVE_IMAGES, (long) config.curve().trainingImages());
    if (config.execution().trialTimeout() instanceof ExecutionSection.Timeout.After after) {
      put(Keys.TRIAL_TIMEOUT, after.seconds());
    }
    put(
        Keys.FUSE,
        config.execution().fuse() instanceof ExecutionSection.Fuse.AtMost most
            ? Optional.of((long) most.trials())
            : Optional.empty());
    if (config.execution().maxFailedTrials() != ExecutionSection.ANY_FAILED) {
      put(Keys.MAX_FAILED, (long) config.execution().maxFailedTrials());
    }
    put(Keys.RESULTS_DIRECTORY, config.results().directory());
    put(Keys.METRIC, config.refine().metric());
    put(Keys.LEVEL, config.refine().level());
  }

  private <T> void put(Key<T> key, T value) {
    Object plain = key.kind().plain(value);
    values.put(key.path(), plain instanceof List<?> list ? new ArrayList<>(list) : plain);
  }
}
