package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every number or choice of data, network and training: what can be a dimension of the space, and a
 * column of the table whether it was swept or not. In the order of reference.conf, which is the
 * order of a space's dimensions.
 */
// its keys are records of immutable parts, its predicates look only at their argument
@SuppressWarnings("ImmutableEnumChecker")
public enum Hyperparameter {
  /** data.source */
  DATA_SOURCE(Keys.SOURCE, "data-source"),
  /** data.validation-images */
  VALIDATION_IMAGES(
      Keys.VALIDATION_IMAGES, "validation-images", c -> c.data().validationParts().isEmpty()),
  /** data.training-images; empty where all are trained on */
  TRAINING_IMAGES(Keys.TRAINING_IMAGES, "training-images"),
  /** data.synthetic.seed */
  SYNTHETIC_SEED(Keys.SYNTHETIC_SEED, "synthetic-seed", Hyperparameter::isSynthetic),
  /** data.synthetic.training-images */
  SYNTHETIC_TRAINING_IMAGES(
      Keys.SYNTHETIC_TRAINING_IMAGES, "synthetic-training-images", Hyperparameter::isSynthetic),
  /** data.synthetic.test-images */
  SYNTHETIC_TEST_IMAGES(
      Keys.SYNTHETIC_TEST_IMAGES, "synthetic-test-images", Hyperparameter::isSynthetic),
  /** network.hidden; in a column "100,100", or {@link #NO_LAYERS} */
  HIDDEN(Keys.HIDDEN, "hidden"),
  /** network.activation */
  ACTIVATION(Keys.ACTIVATION, "activation"),
  /** network.loss */
  LOSS(Keys.LOSS, "loss"),
  /** network.initial-weights.scheme */
  INITIAL_WEIGHTS(Keys.WEIGHT_SCHEME, "initial-weights"),
  /** network.initial-weights.sd, for scheme normal */
  INITIAL_SD(Keys.WEIGHT_SD, "initial-sd", Hyperparameter::isNormal),
  /** network.initial-weights.biases, for scheme normal */
  INITIAL_BIASES(Keys.BIASES, "initial-biases", Hyperparameter::isNormal),
  /** training.lambda */
  LAMBDA(Keys.LAMBDA, "lambda"),
  /** training.l2 */
  L2(Keys.L2, "l2"),
  /** training.batch-size */
  BATCH_SIZE(Keys.BATCH_SIZE, "batch-size"),
  /** training.order */
  ORDER(Keys.ORDER, "order"),
  /** training.last-batch; in a column what the trial's order makes of auto */
  LAST_BATCH(Keys.LAST_BATCH, "last-batch"),
  /** training.flip-probability */
  FLIP_PROBABILITY(Keys.FLIP_PROBABILITY, "flip-probability"),
  /** training.epochs, where it is the length */
  EPOCHS(Keys.EPOCHS, "epochs"),
  /** training.updates, where it is the length */
  UPDATES(Keys.UPDATES, "updates"),
  /** training.cycles, where it is the length */
  CYCLES(Keys.CYCLES, "cycles"),
  /** training.learning-rate.schedule */
  SCHEDULE(Keys.SCHEDULE, "schedule"),
  /** training.learning-rate.rate, of a schedule that is not triangular */
  LEARNING_RATE(Keys.RATE, "learning-rate", c -> !isTriangular(c)),
  /** training.learning-rate.low, of a triangular schedule */
  LEARNING_RATE_LOW(Keys.RATE_LOW, "learning-rate-low", Hyperparameter::isTriangular),
  /** training.learning-rate.high, of a triangular schedule */
  LEARNING_RATE_HIGH(Keys.RATE_HIGH, "learning-rate-high", Hyperparameter::isTriangular),
  /** training.learning-rate.step-size, of a triangular schedule */
  STEP_SIZE(Keys.STEP_SIZE, "step-size", Hyperparameter::isTriangular),
  /** training.learning-rate.decay, of an exponential decay */
  DECAY(Keys.DECAY, "decay", c -> follows(c, ScheduleName.EXPONENTIAL_DECAY)),
  /** training.learning-rate.factor, of a step decay */
  FACTOR(Keys.FACTOR, "factor", c -> follows(c, ScheduleName.STEP_DECAY)),
  /** training.learning-rate.step-epochs, of a step decay */
  STEP_EPOCHS(Keys.STEP_EPOCHS, "step-epochs", c -> follows(c, ScheduleName.STEP_DECAY)),
  /** training.optimizer */
  OPTIMIZER(Keys.OPTIMIZER, "optimizer"),
  /** training.adam.beta1 */
  BETA1(Keys.BETA1, "beta1", Hyperparameter::isAdam),
  /** training.adam.beta2 */
  BETA2(Keys.BETA2, "beta2", Hyperparameter::isAdam),
  /** training.adam.epsilon */
  EPSILON(Keys.EPSILON, "epsilon", Hyperparameter::isAdam),
  /** training.precision */
  PRECISION(Keys.PRECISION, "precision");

  /** What the column of {@link #HIDDEN} holds for a network without hidden layers. */
  public static final String NO_LAYERS = "none";

  private final Key<?> setting;
  private final String shortName;
  private final Predicate<SweepConfig> applies;

  Hyperparameter(Key<?> setting, String shortName) {
    this(setting, shortName, config -> true);
  }

  Hyperparameter(Key<?> setting, String shortName, Predicate<SweepConfig> applies) {
    this.setting = setting;
    this.shortName = shortName;
    this.applies = applies;
  }

  /** Full key: {@code training.learning-rate.rate}. */
  public String key() {
    return setting.path();
  }

  /** Name in files and on the command line: {@code learning-rate}. */
  public String shortName() {
    return shortName;
  }

  /**
   * Name of its column: {@code learning_rate}; {@code planned_updates} for updates, as the column
   * {@code updates} tells how many a trial did.
   */
  public String column() {
    return this == UPDATES ? "planned_updates" : shortName.replace('-', '_');
  }

  /** Type of its column. */
  public ColumnType columnType() {
    return setting.kind().column();
  }

  /** Whether its values are numbers, so that it can be drawn between two bounds. */
  public boolean isNumber() {
    return !(setting.kind() instanceof Kind.Choice || setting.kind() instanceof Kind.OrAuto);
  }

  /**
   * The value nearest to a number: rounded where values are whole, one layer for hidden units.
   *
   * @return Double, Long, or a List of one Long
   * @throws IllegalArgumentException if its values are no numbers
   */
  public Object nearest(double number) {
    if (setting.kind() instanceof Kind.Real) {
      return number;
    }
    if (setting.kind() instanceof Kind.Whole) {
      return Math.round(number);
    }
    if (setting.kind() instanceof Kind.Units) {
      return List.of(Math.round(number));
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "Invalid %s: %s, must be a choice", key(), number));
  }

  /**
   * A value as this hyperparameter's own type.
   *
   * @return Double, Long, String, or a List of Long
   * @throws IllegalArgumentException if it is not one of its values
   */
  public Object typed(Object value) {
    try {
      return setting.parsePlain(ConfigValueFactory.fromAnyRef(value));
    } catch (Unfit unfit) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "Invalid %s: %s, must be %s", key(), value, unfit.rule()),
          unfit);
    }
  }

  /** The resolved value as its column holds it; empty where it does not apply. */
  public Optional<Object> valueIn(SweepConfig config) {
    return valueIn(config, ConfigWriter.write(config));
  }

  /**
   * The resolved value of each column: one entry for each hyperparameter that applies, in order.
   *
   * @return column to Double, Long or String
   */
  public static Map<String, Object> columnsOf(SweepConfig config) {
    Config written = ConfigWriter.write(config);
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Hyperparameter hyperparameter : values()) {
      hyperparameter
          .valueIn(config, written)
          .ifPresent(value -> columns.put(hyperparameter.column(), value));
    }
    return Collections.unmodifiableMap(columns);
  }

  /** The hyperparameter of that full key or short name. */
  public static Optional<Hyperparameter> find(String keyOrShortName) {
    for (Hyperparameter hyperparameter : values()) {
      if (hyperparameter.key().equals(keyOrShortName)
          || hyperparameter.shortName.equals(keyOrShortName)) {
        return Optional.of(hyperparameter);
      }
    }
    return Optional.empty();
  }

  /** Whether a training with these settings depends on it. */
  boolean appliesTo(SweepConfig config) {
    return applies.test(config);
  }

  /** Its key, with type and rule. */
  Key<?> setting() {
    return setting;
  }

  private Optional<Object> valueIn(SweepConfig config, Config written) {
    if (!applies.test(config) || !written.hasPath(key())) {
      return Optional.empty();
    }
    if (setting.kind() instanceof Kind.Units) {
      List<Long> units = written.getLongList(key());
      return Optional.of(
          units.isEmpty()
              ? NO_LAYERS
              : units.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    if (this == LAST_BATCH) {
      return Optional.of(Values.kebab(config.training().batches().batching().lastBatch()));
    }
    return Optional.of(
        switch (columnType()) {
          case DOUBLE -> written.getDouble(key());
          case LONG -> written.getLong(key());
          case STRING -> written.getString(key());
        });
  }

  private static boolean isSynthetic(SweepConfig config) {
    return config.data().source() != DataSourceName.CIFAR10;
  }

  private static boolean isTriangular(SweepConfig config) {
    return follows(config, ScheduleName.TRIANGULAR);
  }

  private static boolean follows(SweepConfig config, ScheduleName schedule) {
    return config.training().learningRate().schedule() == schedule;
  }

  private static boolean isNormal(SweepConfig config) {
    return config.network().initialWeights().scheme() == WeightScheme.NORMAL;
  }

  private static boolean isAdam(SweepConfig config) {
    return config.training().optimizer().name() == OptimizerName.ADAM;
  }
}
