package dev.lambdasweep.driver.config;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.driver.config.Kind.Choice;
import dev.lambdasweep.driver.config.Kind.OrAuto;
import dev.lambdasweep.driver.config.Kind.Real;
import dev.lambdasweep.driver.config.Kind.Text;
import dev.lambdasweep.driver.config.Kind.Texts;
import dev.lambdasweep.driver.config.Kind.Units;
import dev.lambdasweep.driver.config.Kind.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key of reference.conf but {@code sweep.space} and {@code sweep.points}, in its order. */
final class Keys {
  /** Points of one sweep. */
  static final int MOST_POINTS = SweepSection.MOST_POINTS;

  /** Where the dimensions are. */
  static final String SPACE = "sweep.space";

  /** Where points are listed. */
  static final String POINTS = "sweep.points";

  private static final List<Key<?>> ALL = new ArrayList<>();
  private static final Whole COUNT = Whole.atLeast(1);
  private static final Whole ANY = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Real POSITIVE = new Real(false);
  private static final Real FROM_ZERO = new Real(true);
  private static final Real BELOW_ONE = new Real(true, 1, false);

  static final Key<String> NAME = add(Key.orNull("sweep.name", new Text()));
  static final Key<Long> SEED = add(Key.of("sweep.seed", ANY));
  static final Key<Long> TRIALS = add(Key.of("sweep.trials", new Whole(1, MOST_POINTS)));
  static final Key<Long> REPEATS =
      add(Key.of("sweep.repeats", new Whole(1, SweepSection.MOST_TRIALS)));
  static final Key<SamplerName> SAMPLER =
      add(Key.of("sweep.sampler", new Choice<>(SamplerName.class)));

  static final Key<DataSourceName> SOURCE =
      add(Key.of("data.source", new Choice<>(DataSourceName.class)));
  static final Key<String> DATA_DIRECTORY = add(Key.of("data.directory", new Text()));
  static final Key<List<String>> TRAINING_PARTS = add(Key.of("data.training-parts", new Texts(1)));
  static final Key<List<String>> VALIDATION_PARTS =
      add(Key.of("data.validation-parts", new Texts(0)));
  static final Key<List<String>> TEST_PARTS = add(Key.of("data.test-parts", new Texts(1)));
  static final Key<Long> VALIDATION_IMAGES = add(Key.of("data.validation-images", COUNT));
  static final Key<Long> TRAINING_IMAGES = add(Key.orNull("data.training-images", COUNT));
  static final Key<Long> SYNTHETIC_SEED = add(Key.of("data.synthetic.seed", ANY));
  static final Key<Long> SYNTHETIC_TRAINING_IMAGES =
      add(Key.of("data.synthetic.training-images", Whole.atLeast(10)));
  static final Key<Long> SYNTHETIC_TEST_IMAGES =
      add(Key.of("data.synthetic.test-images", Whole.atLeast(10)));

  static final Key<List<Integer>> HIDDEN = add(Key.of("network.hidden", new Units()));
  static final Key<Activation> ACTIVATION =
      add(Key.of("network.activation", new Choice<>(Activation.class)));
  static final Key<Loss> LOSS = add(Key.of("network.loss", new Choice<>(Loss.class)));
  static final Key<WeightScheme> WEIGHT_SCHEME =
      add(Key.of("network.initial-weights.scheme", new Choice<>(WeightScheme.class)));
  static final Key<Double> WEIGHT_SD = add(Key.of("network.initial-weights.sd", POSITIVE));
  static final Key<BiasScheme> BIASES =
      add(Key.of("network.initial-weights.biases", new Choice<>(BiasScheme.class)));

  static final Key<Double> LAMBDA = add(Key.of("training.lambda", FROM_ZERO));
  static final Key<Penalty.Convention> L2 =
      add(Key.of("training.l2", new Choice<>(Penalty.Convention.class)));
  static final Key<Long> BATCH_SIZE = add(Key.of("training.batch-size", COUNT));
  static final Key<Batching.Order> ORDER =
      add(Key.of("training.order", new Choice<>(Batching.Order.class)));
  static final Key<Optional<Batching.LastBatch>> LAST_BATCH =
      add(Key.of("training.last-batch", new OrAuto<>(new Choice<>(Batching.LastBatch.class))));
  static final Key<Double> FLIP_PROBABILITY =
      add(Key.of("training.flip-probability", new Real(true, 1, true)));
  static final Key<Long> EPOCHS = add(Key.orNull("training.epochs", COUNT));
  static final Key<Long> UPDATES = add(Key.orNull("training.updates", COUNT));
  static final Key<Long> CYCLES = add(Key.orNull("training.cycles", COUNT));
  static final Key<ScheduleName> SCHEDULE =
      add(Key.of("training.learning-rate.schedule", new Choice<>(ScheduleName.class)));
  static final Key<Double> RATE = add(Key.of("training.learning-rate.rate", POSITIVE));
  static final Key<Double> RATE_LOW = add(Key.of("training.learning-rate.low", FROM_ZERO));
  static final Key<Double> RATE_HIGH = add(Key.of("training.learning-rate.high", FROM_ZERO));
  static final Key<Long> STEP_SIZE = add(Key.of("training.learning-rate.step-size", COUNT));
  static final Key<Double> DECAY = add(Key.of("training.learning-rate.decay", FROM_ZERO));
  static final Key<Double> FACTOR =
      add(Key.of("training.learning-rate.factor", new Real(false, 1, true)));
  static final Key<Long> STEP_EPOCHS = add(Key.of("training.learning-rate.step-epochs", COUNT));
  static final Key<OptimizerName> OPTIMIZER =
      add(Key.of("training.optimizer", new Choice<>(OptimizerName.class)));
  static final Key<Double> BETA1 = add(Key.of("training.adam.beta1", BELOW_ONE));
  static final Key<Double> BETA2 = add(Key.of("training.adam.beta2", BELOW_ONE));
  static final Key<Double> EPSILON = add(Key.of("training.adam.epsilon", POSITIVE));
  static final Key<Precision> PRECISION =
      add(Key.of("training.precision", new Choice<>(Precision.class)));

  static final Key<Long> EVERY_UPDATES = add(Key.orNull("curve.every-updates", COUNT));
  static final Key<Long> CURVE_IMAGES = add(Key.of("curve.training-images", COUNT));
  static final Key<Double> TRIAL_TIMEOUT = add(Key.orNull("execution.trial-timeout", POSITIVE));
  static final Key<Optional<Long>> FUSE =
      add(Key.of("execution.fuse", new OrAuto<>(Whole.atLeast(1))));
  static final Key<Long> MAX_FAILED =
      add(Key.orNull("execution.max-failed-trials", Whole.atLeast(0)));
  static final Key<String> RESULTS_DIRECTORY = add(Key.of("results.directory", new Text()));
  static final Key<RefineMetric> METRIC =
      add(Key.of("refine.metric", new Choice<>(RefineMetric.class)));
  static final Key<Double> LEVEL = add(Key.of("refine.level", new Real(false, 1, true)));

  private Keys() {}

  /** All of them, in the order of reference.conf. */
  static List<Key<?>> all() {
    return List.copyOf(ALL);
  }

  /** The keys of which exactly one is set. */
  static List<Key<Long>> lengths() {
    return List.of(EPOCHS, UPDATES, CYCLES);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
