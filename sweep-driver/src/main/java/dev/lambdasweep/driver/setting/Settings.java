package dev.lambdasweep.driver.setting;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.setting.kind.Choice;
import dev.lambdasweep.driver.setting.kind.Choices;
import dev.lambdasweep.driver.setting.kind.Flag;
import dev.lambdasweep.driver.setting.kind.Lengths;
import dev.lambdasweep.driver.setting.kind.MetricName;
import dev.lambdasweep.driver.setting.kind.OneOf;
import dev.lambdasweep.driver.setting.kind.OrAuto;
import dev.lambdasweep.driver.setting.kind.Real;
import dev.lambdasweep.driver.setting.kind.Text;
import dev.lambdasweep.driver.setting.kind.TextList;
import dev.lambdasweep.driver.setting.kind.TextMap;
import dev.lambdasweep.driver.setting.kind.Texts;
import dev.lambdasweep.driver.setting.kind.Units;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import dev.lambdasweep.driver.setting.kind.Whole;
import dev.lambdasweep.driver.setting.kind.Words;
import dev.lambdasweep.driver.stopping.StoppingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of reference.conf, in its order: every key but {@code sweep.space} and {@code
 * sweep.points}. They are the table of the trainer {@code network}; a {@link SettingTable} has
 * those of any trainer.
 */
public final class Settings {
  /** Points of a sweep, at most: what a plan can hold. */
  public static final int MOST_POINTS = 100_000;

  /**
   * Trials of a sweep (points times repeats times folds), at most: what the driver's heap can hold.
   */
  public static final int MOST_TRIALS = 200_000;

  /** The value of {@code data.source} for tables. */
  public static final String TABLE = "table";

  /** The value of {@code data.source} for MNIST's format. */
  public static final String IDX = "idx";

  /** The value of {@code data.source} that the settings of synthetic images belong to. */
  public static final String SYNTHETIC = "synthetic";

  /** Key of the dimensions. */
  public static final String SPACE = "sweep.space";

  /** Key of listed points. */
  public static final String POINTS = "sweep.points";

  /** Key of the parameters of a trainer other than the built-in one. */
  public static final String PARAMETERS = "trainer.parameters";

  /** Name of the built-in trainer. */
  public static final String NETWORK = "network";

  /** Name of the built-in trainer that runs a program. */
  public static final String COMMAND = "command";

  /** Images to validate on unless a file says otherwise. */
  private static final long USUAL_VALIDATION_ROWS = 5000;

  /** Share of a table's rows to validate on unless a file says otherwise. */
  private static final double USUAL_VALIDATION_SHARE = 0.2;

  private static final List<Setting<?>> ALL = new ArrayList<>();
  private static final Whole COUNT = Whole.atLeast(1);
  private static final Whole ANY = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Real POSITIVE = Real.above(0);
  private static final Real FROM_ZERO = Real.atLeast(0);
  private static final Real BELOW_ONE = new Real(0, true, 1, false);
  private static final Real BETWEEN_ZERO_AND_ONE = new Real(0, false, 1, false);
  private static final Real UNIT_ABOVE_ZERO = new Real(0, false, 1, true);
  private static final Text NOT_BLANK = new Text(false);

  public static final Setting<String> NAME = add(row("sweep.name", NOT_BLANK).orNull());
  public static final Setting<Long> SEED = add(row("sweep.seed", ANY));
  public static final Setting<Long> TRIALS = add(row("sweep.trials", new Whole(1, MOST_POINTS)));
  public static final Setting<Long> REPEATS = add(row("sweep.repeats", new Whole(1, MOST_TRIALS)));
  public static final Setting<String> SAMPLER = add(row("sweep.sampler", NOT_BLANK));
  public static final Setting<Long> BATCH = add(row("sweep.batch", new Whole(1, MOST_POINTS)));
  public static final Setting<Double> STOP_BELOW_GAIN =
      add(row("sweep.stop-below-gain", POSITIVE).orNull());
  public static final Setting<List<String>> REUSE = add(row("sweep.reuse", new Texts(0)));
  public static final Setting<String> WHERE = add(row("sweep.where", NOT_BLANK).orNull());
  public static final Setting<Optional<String>> METRIC =
      add(row("objective.metric", new OrAuto<>(new MetricName())));
  public static final Setting<Optional<Metric.Goal>> GOAL =
      add(row("objective.goal", new OrAuto<>(new Choice<>(Metric.Goal.class))));
  public static final Setting<String> STOPPING_RULE =
      add(row("stopping.rule", new OneOf(StoppingRules.names())));
  public static final Setting<Long> ETA = add(row("stopping.eta", Whole.atLeast(2)));
  public static final Setting<Long> FIRST_RUNG = add(row("stopping.first", COUNT).orNull());
  public static final Setting<Long> STOPPING_LENGTH = add(row("stopping.length", COUNT).orNull());
  public static final Setting<String> SOURCE =
      add(row("data.source", NOT_BLANK).tunable("data-source"));
  public static final Setting<String> DATA_DIRECTORY = add(row("data.directory", NOT_BLANK));
  public static final Setting<List<String>> TRAINING_PARTS =
      add(row("data.training-parts", new Texts(1)));
  public static final Setting<List<String>> VALIDATION_PARTS =
      add(row("data.validation-parts", new Texts(0)));
  public static final Setting<List<String>> TEST_PARTS = add(row("data.test-parts", new Texts(1)));
  public static final Setting<Long> VALIDATION_ROWS =
      add(
          row("data.validation.rows", COUNT)
              .orNull()
              .tunable("validation-rows")
              .when(values -> isSplit(values) && isAlone(values, "data.validation.rows"))
              .found(Settings::validationRows));
  public static final Setting<Double> VALIDATION_SHARE =
      add(
          row("data.validation.share", BETWEEN_ZERO_AND_ONE)
              .orNull()
              .tunable("validation-share")
              .when(values -> isSplit(values) && isAlone(values, "data.validation.share"))
              .found(Settings::validationShare));
  public static final Setting<Long> FOLDS =
      add(row("data.validation.folds", new Whole(2, MOST_TRIALS)).orNull());
  public static final Setting<Optional<Boolean>> STRATIFY =
      add(row("data.validation.stratify", new OrAuto<>(new Flag())));
  public static final Setting<String> VALIDATION_COLUMN =
      add(row("data.validation.column", NOT_BLANK).orNull());
  public static final Setting<Long> TRAINING_IMAGES =
      add(row("data.training-images", COUNT).orNull().tunable("training-images"));
  public static final Setting<Long> TEST_ROWS = add(row("data.test.rows", COUNT).orNull());
  public static final Setting<Double> TEST_SHARE =
      add(row("data.test.share", BETWEEN_ZERO_AND_ONE).orNull());
  public static final Setting<List<String>> TEST_PATH =
      add(row("data.test.path", new TextList(1)).orNull());
  public static final Setting<String> TEST_TABLE = add(row("data.test.table", NOT_BLANK).orNull());
  public static final Setting<String> TEST_QUERY = add(row("data.test.query", NOT_BLANK).orNull());
  public static final Setting<List<String>> TABLE_PATH =
      add(row("data.table.path", new TextList(1)).orNull());
  public static final Setting<String> TABLE_NAME = add(row("data.table.table", NOT_BLANK).orNull());
  public static final Setting<String> TABLE_QUERY =
      add(row("data.table.query", NOT_BLANK).orNull());
  public static final Setting<String> FORMAT = add(row("data.table.format", NOT_BLANK));
  public static final Setting<Map<String, String>> OPTIONS =
      add(row("data.table.options", TextMap.OF_ANYTHING));
  public static final Setting<Long> SKIP_LINES =
      add(row("data.table.skip-lines", Whole.atLeast(0)));
  public static final Setting<String> LABEL = add(row("data.table.label", NOT_BLANK));
  public static final Setting<Optional<Task>> TASK =
      add(row("data.table.task", new OrAuto<>(new Choice<>(Task.class))));
  public static final Setting<List<String>> FEATURES =
      add(row("data.table.features", new TextList(1)));
  public static final Setting<List<String>> EXCLUDE =
      add(row("data.table.exclude", new TextList(0)));
  public static final Setting<Optional<List<String>>> CATEGORIES =
      add(row("data.table.categories", new OrAuto<>(new TextList(0))));
  public static final Setting<MissingValues> MISSING =
      add(row("data.table.missing", new Choice<>(MissingValues.class)));
  public static final Setting<String> WEIGHT = add(row("data.table.weight", NOT_BLANK).orNull());
  public static final Setting<Scaling> SCALE =
      add(row("data.table.scale", new Choice<>(Scaling.class)));
  public static final Setting<List<String>> ORDER_BY =
      add(row("data.table.order-by", new TextList(0)));
  public static final Setting<List<Integer>> SHAPE =
      add(row("data.table.shape", new Lengths()).orNull());
  public static final Setting<UnseenCategories> UNSEEN =
      add(row("data.table.unseen", new Choice<>(UnseenCategories.class)));
  public static final Setting<Long> SYNTHETIC_SEED =
      add(row("data.synthetic.seed", ANY).tunable("synthetic-seed").when(Settings::isSynthetic));
  public static final Setting<Long> SYNTHETIC_TRAINING_IMAGES =
      add(
          row("data.synthetic.training-images", Whole.atLeast(10))
              .tunable("synthetic-training-images")
              .when(Settings::isSynthetic));
  public static final Setting<Long> SYNTHETIC_TEST_IMAGES =
      add(
          row("data.synthetic.test-images", Whole.atLeast(10))
              .tunable("synthetic-test-images")
              .when(Settings::isSynthetic));
  public static final Setting<String> IDX_TRAINING = add(row("data.idx.training", NOT_BLANK));
  public static final Setting<String> IDX_TEST = add(row("data.idx.test", NOT_BLANK));

  public static final Setting<String> TRAINER = add(row("trainer.name", NOT_BLANK));
  public static final Setting<List<String>> RUN = add(row("trainer.command.run", new Words()));
  public static final Setting<MetricsForm> METRICS_FORM =
      add(row("trainer.command.metrics", new Choice<>(MetricsForm.class)));
  public static final Setting<List<DataFormat>> DATA_FORMATS =
      add(row("trainer.command.data", new Choices<>(DataFormat.class)));
  public static final Setting<List<String>> PROGRAM_FILES =
      add(row("trainer.command.files", new TextList(0)));
  public static final Setting<List<String>> PASSED_VARIABLES =
      add(row("trainer.command.environment", new TextList(0)));
  public static final Setting<List<Integer>> HIDDEN =
      add(row("network.hidden", new Units()).tunable("hidden"));
  public static final Setting<Activation> ACTIVATION =
      add(row("network.activation", new Choice<>(Activation.class)).tunable("activation"));
  public static final Setting<Optional<Loss>> LOSS =
      add(row("network.loss", new OrAuto<>(new Choice<>(Loss.class))).tunable("loss"));
  public static final Setting<WeightScheme> WEIGHT_SCHEME =
      add(
          row("network.initial-weights.scheme", new Choice<>(WeightScheme.class))
              .tunable("initial-weights"));
  public static final Setting<Double> WEIGHT_SD =
      add(
          row("network.initial-weights.sd", POSITIVE)
              .tunable("initial-sd")
              .when(Settings::isNormal));
  public static final Setting<BiasScheme> BIASES =
      add(
          row("network.initial-weights.biases", new Choice<>(BiasScheme.class))
              .tunable("initial-biases")
              .when(Settings::isNormal));
  public static final Setting<Double> LAMBDA =
      add(row("training.lambda", FROM_ZERO).tunable("lambda"));
  public static final Setting<Penalty.Convention> L2 =
      add(row("training.l2", new Choice<>(Penalty.Convention.class)).tunable("l2"));
  public static final Setting<Long> BATCH_SIZE =
      add(row("training.batch-size", COUNT).tunable("batch-size"));
  public static final Setting<Batching.Order> ORDER =
      add(row("training.order", new Choice<>(Batching.Order.class)).tunable("order"));
  public static final Setting<Optional<Batching.LastBatch>> LAST_BATCH =
      add(
          row("training.last-batch", new OrAuto<>(new Choice<>(Batching.LastBatch.class)))
              .tunable("last-batch")
              .resolved(values -> Optional.of(lastBatch(values))));
  public static final Setting<Double> FLIP_PROBABILITY =
      add(row("training.flip-probability", Real.between(0, 1)).tunable("flip-probability"));
  public static final Setting<Long> EPOCHS =
      add(row("training.epochs", COUNT).orNull().tunable("epochs"));
  public static final Setting<Long> UPDATES =
      add(row("training.updates", COUNT).orNull().tunable("updates").column("planned_updates"));
  public static final Setting<Long> CYCLES =
      add(row("training.cycles", COUNT).orNull().tunable("cycles"));
  public static final Setting<ScheduleName> SCHEDULE =
      add(
          row("training.learning-rate.schedule", new Choice<>(ScheduleName.class))
              .tunable("schedule"));
  public static final Setting<Double> RATE =
      add(
          row("training.learning-rate.rate", POSITIVE)
              .tunable("learning-rate")
              .when(values -> !isTriangular(values)));
  public static final Setting<Double> RATE_LOW =
      add(
          row("training.learning-rate.low", FROM_ZERO)
              .tunable("learning-rate-low")
              .when(Settings::isTriangular));
  public static final Setting<Double> RATE_HIGH =
      add(
          row("training.learning-rate.high", FROM_ZERO)
              .tunable("learning-rate-high")
              .when(Settings::isTriangular));
  public static final Setting<Long> STEP_SIZE =
      add(
          row("training.learning-rate.step-size", COUNT)
              .tunable("step-size")
              .when(Settings::isTriangular));
  public static final Setting<Double> DECAY =
      add(
          row("training.learning-rate.decay", FROM_ZERO)
              .tunable("decay")
              .when(values -> values.get(SCHEDULE) == ScheduleName.EXPONENTIAL_DECAY));
  public static final Setting<Double> FACTOR =
      add(
          row("training.learning-rate.factor", UNIT_ABOVE_ZERO)
              .tunable("factor")
              .when(Settings::isStepDecay));
  public static final Setting<Long> STEP_EPOCHS =
      add(
          row("training.learning-rate.step-epochs", COUNT)
              .tunable("step-epochs")
              .when(Settings::isStepDecay));
  public static final Setting<OptimizerName> OPTIMIZER =
      add(row("training.optimizer", new Choice<>(OptimizerName.class)).tunable("optimizer"));
  public static final Setting<Double> MOMENTUM =
      add(
          row("training.momentum", BELOW_ONE)
              .tunable("momentum")
              .when(values -> values.get(OPTIMIZER) == OptimizerName.SGD));
  public static final Setting<Double> BETA1 =
      add(row("training.adam.beta1", BELOW_ONE).tunable("beta1").when(Settings::isAdam));
  public static final Setting<Double> BETA2 =
      add(row("training.adam.beta2", BELOW_ONE).tunable("beta2").when(Settings::isAdam));
  public static final Setting<Double> EPSILON =
      add(row("training.adam.epsilon", POSITIVE).tunable("epsilon").when(Settings::isAdam));
  public static final Setting<Precision> PRECISION =
      add(row("training.precision", new Choice<>(Precision.class)).tunable("precision"));
  public static final Setting<Long> EVERY_UPDATES = add(row("curve.every-updates", COUNT).orNull());
  public static final Setting<Long> CURVE_IMAGES = add(row("curve.training-images", COUNT));
  public static final Setting<Double> TRIAL_TIMEOUT =
      add(row("execution.trial-timeout", POSITIVE).orNull());
  public static final Setting<Optional<Long>> FUSE =
      add(row("execution.fuse", new OrAuto<>(Whole.atLeast(1))));
  public static final Setting<Long> MAX_FAILED =
      add(row("execution.max-failed-trials", Whole.atLeast(0)).orNull());
  public static final Setting<Long> CPUS_PER_TRIAL = add(row("execution.cpus-per-trial", COUNT));

  /** Amounts by the name of a resource. */
  public static final Setting<Map<String, String>> RESOURCES =
      add(row("execution.resources", TextMap.OF_AMOUNTS));

  public static final Setting<String> RESULTS_DIRECTORY = add(row("results.directory", NOT_BLANK));
  public static final Setting<Double> LEVEL = add(row("refine.level", UNIT_ABOVE_ZERO));

  private static final List<Setting<?>> ROWS = List.copyOf(ALL);
  private static final List<Setting<?>> HYPERPARAMETERS =
      ALL.stream().filter(Setting::isHyperparameter).toList();

  private Settings() {}

  /** All settings, in the order of reference.conf. */
  public static List<Setting<?>> all() {
    return ROWS;
  }

  /** The network's hyperparameters, in the same order. */
  public static List<Setting<?>> hyperparameters() {
    return HYPERPARAMETERS;
  }

  /** The settings of which exactly one has a value. */
  public static List<Setting<Long>> lengths() {
    return List.of(EPOCHS, UPDATES, CYCLES);
  }

  /** The settings that say which rows validate, of which at most one has a value. */
  public static List<Setting<?>> validations() {
    return List.of(VALIDATION_ROWS, VALIDATION_SHARE, FOLDS, VALIDATION_COLUMN);
  }

  /** The settings that say which rows of a table are test rows, of which at most one is set. */
  public static List<Setting<?>> tests() {
    return List.of(TEST_ROWS, TEST_SHARE, TEST_PATH, TEST_TABLE, TEST_QUERY);
  }

  /** The settings that say where a table is, of which at most one has a value. */
  public static List<Setting<?>> tables() {
    return List.of(TABLE_PATH, TABLE_NAME, TABLE_QUERY);
  }

  /** Whether trainings are compared before they have their full length. */
  public static boolean isStopping(Setting.Values values) {
    return !values.get(STOPPING_RULE).equals(StoppingRules.NONE);
  }

  /** Whether the rows of a table are read. */
  public static boolean isTable(Setting.Values values) {
    String source = values.get(SOURCE);
    return source.equals(TABLE) || (source.equals("auto") && isTableSet(values));
  }

  /** Whether the settings say where a table is. */
  public static boolean isTableSet(Setting.Values values) {
    return tables().stream().anyMatch(setting -> values.find(setting).isPresent());
  }

  /** The network's hyperparameter with that full key or short name. */
  public static Optional<Setting<?>> hyperparameter(String keyOrShortName) {
    for (Setting<?> setting : HYPERPARAMETERS) {
      if (setting.path().equals(keyOrShortName) || setting.shortName().equals(keyOrShortName)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /**
   * Name of a hyperparameter's column, for readers of rows and plans, which do not need the
   * trainer: {@code learning_rate} for {@code training.learning-rate.rate}, {@code tree_depth} for
   * {@code trainer.parameters.tree-depth}.
   *
   * @param path full key
   */
  public static String columnOf(String path) {
    return hyperparameter(path)
        .map(Setting::column)
        .orElseGet(() -> shortNameOf(path).replace('-', '_'));
  }

  /**
   * A hyperparameter's short name, for readers of rows and plans, which do not need the trainer;
   * for a key that is not in the table, its last part.
   *
   * @param path full key
   */
  public static String shortNameOf(String path) {
    return hyperparameter(path)
        .map(Setting::shortName)
        .orElseGet(() -> path.substring(path.lastIndexOf('.') + 1));
  }

  /** What happens to an incomplete mini-batch; {@code auto} depends on the order. */
  public static Batching.LastBatch lastBatch(Setting.Values values) {
    return values
        .get(LAST_BATCH)
        .orElseGet(
            () ->
                switch (values.get(ORDER)) {
                  case SHUFFLED -> Batching.LastBatch.DROP;
                  case NATURAL -> Batching.LastBatch.KEEP;
                });
  }

  /** Number of rows to validate on; empty if another setting says which. */
  public static Optional<Long> validationRows(Setting.Values values) {
    Optional<Long> rows = values.find(VALIDATION_ROWS);
    return isAlone(values, VALIDATION_ROWS.path()) && !isTable(values)
        ? rows.or(() -> Optional.of(USUAL_VALIDATION_ROWS))
        : rows;
  }

  /** Share of the rows to validate on; empty if another setting says which. */
  public static Optional<Double> validationShare(Setting.Values values) {
    Optional<Double> share = values.find(VALIDATION_SHARE);
    return isAlone(values, VALIDATION_SHARE.path()) && isTable(values)
        ? share.or(() -> Optional.of(USUAL_VALIDATION_SHARE))
        : share;
  }

  /** Whether rows are split into those to train and those to validate on. */
  private static boolean isSplit(Setting.Values values) {
    return isTable(values) || values.get(VALIDATION_PARTS).isEmpty();
  }

  /** Whether none of the other settings that say which rows validate has a value. */
  private static boolean isAlone(Setting.Values values, String path) {
    return validations().stream()
        .noneMatch(other -> !other.path().equals(path) && values.find(other).isPresent());
  }

  private static boolean isSynthetic(Setting.Values values) {
    return List.of(SYNTHETIC, "auto").contains(values.get(SOURCE));
  }

  private static boolean isTriangular(Setting.Values values) {
    return values.get(SCHEDULE) == ScheduleName.TRIANGULAR;
  }

  private static boolean isStepDecay(Setting.Values values) {
    return values.get(SCHEDULE) == ScheduleName.STEP_DECAY;
  }

  private static boolean isNormal(Setting.Values values) {
    return values.get(WEIGHT_SCHEME) == WeightScheme.NORMAL;
  }

  private static boolean isAdam(Setting.Values values) {
    return values.get(OPTIMIZER) == OptimizerName.ADAM;
  }

  private static <T> Setting.Row<T> row(String path, ValueKind<T> kind) {
    return new Setting.Row<>(path, kind);
  }

  private static <T> Setting<T> add(Setting.Row<T> row) {
    Setting<T> setting = row.at(ALL.size());
    ALL.add(setting);
    return setting;
  }
}
