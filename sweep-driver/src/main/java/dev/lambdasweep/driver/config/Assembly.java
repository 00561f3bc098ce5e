package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.CurveSection.Interval;
import dev.lambdasweep.driver.config.DataSection.ImageCount;
import dev.lambdasweep.driver.config.ExecutionSection.Timeout;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the records of merged layers. Where a value has a problem, the default of reference.conf
 * stands in for it, so that the next problem is found too; with any problem, no record leaves.
 */
final class Assembly {
  private static final Set<String> KEYS =
      Keys.all().stream().map(Key::path).collect(Collectors.toUnmodifiableSet());

  private final Config reference;
  private final String name;
  private final Problems problems;
  private final Set<String> flawed = new HashSet<>();
  private Config config;
  private SpaceRules rules;

  /**
   * An assembly of one configuration.
   *
   * @param config resolved layers, reference.conf the last
   * @param reference reference.conf alone
   * @param name of the file
   */
  Assembly(Config config, Config reference, String name, Problems problems) {
    this.config = config;
    this.reference = reference;
    this.name = name;
    this.problems = problems;
    this.rules = new SpaceRules(List.of(), new SpaceReader(problems), problems);
  }

  /** The sections at the root. */
  static Set<String> sections() {
    return Keys.all().stream()
        .map(key -> key.path().substring(0, key.path().indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The records.
   *
   * @throws dev.lambdasweep.core.UserException with all problems, if there is one
   */
  SweepConfig assemble() {
    findUnknownIn("", config.root());
    SweepConfig assembled =
        new SweepConfig(
            sweep(),
            data(),
            network(),
            training(),
            curve(),
            execution(),
            new ResultsSection(value(Keys.RESULTS_DIRECTORY)),
            new RefineSection(value(Keys.METRIC)));
    if (!problems.any()) {
      rules.checkUse(assembled);
    }
    if (problems.any()) {
      throw problems.asException();
    }
    return assembled;
  }

  private SweepSection sweep() {
    SamplerName sampler = value(Keys.SAMPLER);
    return new SweepSection(
        optional(Keys.NAME).orElse(baseName()),
        value(Keys.SEED),
        count(Keys.TRIALS),
        count(Keys.REPEATS),
        sampler,
        space(sampler));
  }

  private String baseName() {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private List<DimensionSpec> space(SamplerName sampler) {
    ConfigValue written = lookup(config, Keys.SPACE);
    if (!(written instanceof ConfigObject object)) {
      problems.add(written, invalid(Keys.SPACE, written, "a section { ... } of dimensions"));
      return List.of();
    }
    SpaceReader reader = new SpaceReader(problems);
    List<DimensionSpec> dimensions = reader.read(object);
    rules = new SpaceRules(dimensions, reader, problems);
    rules.checkGrid(sampler);
    rules.checkLengths();
    return dimensions;
  }

  private DataSection data() {
    return new DataSection(
        value(Keys.SOURCE),
        value(Keys.DATA_DIRECTORY),
        value(Keys.TRAINING_PARTS),
        value(Keys.VALIDATION_PARTS),
        value(Keys.TEST_PARTS),
        count(Keys.VALIDATION_IMAGES),
        optional(Keys.TRAINING_IMAGES)
            .<ImageCount>map(images -> new ImageCount.Exactly(Math.toIntExact(images)))
            .orElseGet(ImageCount.All::new),
        new DataSection.Synthetic(
            value(Keys.SYNTHETIC_SEED),
            count(Keys.SYNTHETIC_TRAINING_IMAGES),
            count(Keys.SYNTHETIC_TEST_IMAGES)));
  }

  private NetworkSection network() {
    return new NetworkSection(
        value(Keys.HIDDEN),
        value(Keys.ACTIVATION),
        new NetworkSection.InitialWeights(value(Keys.WEIGHT_SCHEME), value(Keys.WEIGHT_SD)));
  }

  private TrainingSection training() {
    LearningRateSection rate = learningRate();
    Length length = length();
    double lambda = value(Keys.LAMBDA);
    L2Convention l2 = value(Keys.L2);
    int batchSize = count(Keys.BATCH_SIZE);
    Precision precision = value(Keys.PRECISION);
    return attempt(
        () -> new TrainingSection(lambda, l2, batchSize, length, rate, precision),
        () -> new TrainingSection(lambda, l2, batchSize, new Length.Epochs(1), rate, precision),
        Keys.CYCLES,
        Keys.SCHEDULE,
        Keys.STEP_SIZE);
  }

  private LearningRateSection learningRate() {
    ScheduleName schedule = value(Keys.SCHEDULE);
    double rate = value(Keys.RATE);
    double low = value(Keys.RATE_LOW);
    double high = value(Keys.RATE_HIGH);
    int stepSize = count(Keys.STEP_SIZE);
    return attempt(
        () -> new LearningRateSection(schedule, rate, low, high, stepSize),
        () -> new LearningRateSection(schedule, rate, low, low, stepSize),
        Keys.RATE_LOW,
        Keys.RATE_HIGH);
  }

  private Length length() {
    Optional<Long> epochs = optional(Keys.EPOCHS);
    Optional<Long> updates = optional(Keys.UPDATES);
    Optional<Long> cycles = optional(Keys.CYCLES);
    List<String> set =
        Keys.lengths().stream()
            .map(Key::path)
            .filter(path -> lookup(config, path).valueType() != ConfigValueType.NULL)
            .toList();
    if (set.size() != 1) {
      String text =
          "exactly one of training.epochs, training.updates, training.cycles must be set, found "
              + (set.isEmpty() ? "none" : String.join(" and ", set));
      if (set.isEmpty()) {
        problems.add(name, text);
      } else {
        problems.add(lookup(config, set.get(set.size() - 1)), text);
      }
      return new Length.Epochs(1);
    }
    return Stream.<Optional<Length>>of(
            epochs.map(count -> new Length.Epochs(Math.toIntExact(count))),
            updates.map(count -> new Length.Updates(Math.toIntExact(count))),
            cycles.map(count -> new Length.Cycles(Math.toIntExact(count))))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Length.Epochs(1));
  }

  private CurveSection curve() {
    return new CurveSection(
        optional(Keys.EVERY_UPDATES)
            .<Interval>map(updates -> new Interval.EveryUpdates(Math.toIntExact(updates)))
            .orElseGet(Interval.EveryEpoch::new),
        count(Keys.CURVE_IMAGES));
  }

  private ExecutionSection execution() {
    return new ExecutionSection(
        optional(Keys.TRIAL_TIMEOUT)
            .<Timeout>map(Timeout.After::new)
            .orElseGet(Timeout.Unlimited::new));
  }

  /** Unknown keys, and sections that are none; the latter are taken from the reference. */
  private void findUnknownIn(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String path = prefix + child.getKey();
      ConfigValue value = child.getValue();
      if (!child.getKey().matches("[\\w-]+")) {
        // "training.lambda" in quotes is one key, not a path
        problems.add(
            value, Suggestions.unknownKey(prefix + ConfigUtil.quoteString(child.getKey())));
      } else if (!KEYS.contains(path) && !path.equals(Keys.SPACE)) {
        findUnknown(path, value);
      }
    }
  }

  private void findUnknown(String path, ConfigValue value) {
    if (KEYS.stream().noneMatch(key -> key.startsWith(path + "."))) {
      problems.add(value, Suggestions.unknownKey(path));
    } else if (value instanceof ConfigObject section) {
      findUnknownIn(path + ".", section);
    } else {
      problems.add(value, invalid(path, value, "a section { ... }"));
      config = config.withoutPath(path).withFallback(reference);
    }
  }

  private int count(Key<Long> key) {
    return Math.toIntExact(value(key));
  }

  private <T> T value(Key<T> key) {
    try {
      return key.parse(lookup(config, key.path()));
    } catch (Unfit unfit) {
      tell(key, unfit);
      return standIn(key);
    }
  }

  private <T> Optional<T> optional(Key<T> key) {
    ConfigValue value = lookup(config, key.path());
    try {
      return value.valueType() == ConfigValueType.NULL
          ? Optional.empty()
          : Optional.of(key.parse(value));
    } catch (Unfit unfit) {
      tell(key, unfit);
      return Optional.empty();
    }
  }

  private void tell(Key<?> key, Unfit unfit) {
    ConfigValue value = lookup(config, key.path());
    problems.add(value, invalid(key.path(), value, unfit.rule()));
    flawed.add(key.path());
  }

  private <T> T standIn(Key<T> key) {
    try {
      return key.parse(lookup(reference, key.path()));
    } catch (Unfit unfit) {
      throw new IllegalStateException(
          "Invalid %s in reference.conf, must be %s".formatted(key.path(), unfit.rule()), unfit);
    }
  }

  /** A record whose components may not go together; with any of them flawed, that is not told. */
  private <T> T attempt(Supplier<T> making, Supplier<T> standIn, Key<?>... together) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      if (Stream.of(together).noneMatch(key -> flawed.contains(key.path()))) {
        String text = e.getMessage().replaceFirst("^Invalid", "invalid");
        Stream.of(together)
            .map(Key::path)
            .filter(path -> !isDefault(path))
            .map(path -> lookup(config, path))
            .findFirst()
            .ifPresentOrElse(value -> problems.add(value, text), () -> problems.add(name, text));
      }
      return standIn.get();
    }
  }

  private boolean isDefault(String path) {
    return lookup(config, path).origin().equals(lookup(reference, path).origin());
  }

  private static String invalid(String path, ConfigValue value, String rule) {
    return "invalid %s: %s, must be %s".formatted(path, Values.text(value), rule);
  }

  private static ConfigValue lookup(Config config, String path) {
    ConfigValue value = config.root();
    for (String element : ConfigUtil.splitPath(path)) {
      value = value instanceof ConfigObject object ? object.get(element) : value;
    }
    return value;
  }
}
