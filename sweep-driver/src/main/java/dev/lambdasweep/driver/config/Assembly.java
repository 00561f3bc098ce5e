package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.driver.config.CurveSection.Interval;
import dev.lambdasweep.driver.config.DataSection.ImageCount;
import dev.lambdasweep.driver.config.ExecutionSection.Fuse;
import dev.lambdasweep.driver.config.ExecutionSection.Timeout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the records of merged layers; with any problem, none leaves. */
final class Assembly {
  private final Settings settings;
  private final String name;
  private final Problems problems;
  private final PointsReader points;
  private SpaceRules rules;

  /**
   * An assembly of one configuration.
   *
   * @param config resolved layers, reference.conf the last
   * @param reference reference.conf alone
   * @param name of the file
   */
  Assembly(Config config, Config reference, String name, Problems problems) {
    this.settings = new Settings(config, reference, name, problems);
    this.name = name;
    this.problems = problems;
    this.points = new PointsReader(problems);
    this.rules = new SpaceRules(List.of(), new SpaceReader(problems), problems);
  }

  /**
   * The records.
   *
   * @throws dev.lambdasweep.core.UserException with all problems, if there is one
   */
  SweepConfig assemble() {
    SweepConfig assembled =
        new SweepConfig(
            sweep(),
            data(),
            network(),
            training(),
            curve(),
            execution(),
            new ResultsSection(settings.value(Keys.RESULTS_DIRECTORY)),
            new RefineSection(settings.value(Keys.METRIC), settings.value(Keys.LEVEL)));
    if (!problems.any()) {
      rules.checkUse(assembled);
      points.checkUse(assembled);
    }
    if (problems.any()) {
      throw problems.asException();
    }
    return assembled;
  }

  private SweepSection sweep() {
    SamplerName sampler = settings.value(Keys.SAMPLER);
    List<DimensionSpec> space = space(sampler);
    List<PointSpec> listed = points(sampler, space);
    return new SweepSection(
        settings.optional(Keys.NAME).orElse(baseName()),
        settings.value(Keys.SEED),
        settings.count(Keys.TRIALS),
        settings.count(Keys.REPEATS),
        sampler,
        listed.isEmpty() ? space : List.of(),
        listed);
  }

  private List<PointSpec> points(SamplerName sampler, List<DimensionSpec> space) {
    ConfigValue written = settings.written(Keys.POINTS);
    if (!(written instanceof ConfigList list)) {
      problems.add(
          written, Settings.invalid(Keys.POINTS, written, "a list of points [{ ... }, ...]"));
      return List.of();
    }
    if (!list.isEmpty() && !space.isEmpty()) {
      problems.add(
          written, "invalid " + Keys.POINTS + ": there is a space, too, must be one of the two");
    }
    if (!list.isEmpty() && sampler == SamplerName.RANDOM) {
      problems.add(
          settings.written(Keys.SAMPLER.path()),
          "invalid sweep.sampler: random, must be auto or grid where points are listed");
    }
    List<PointSpec> read = points.read(list);
    points.checkOverrides(settings);
    return read;
  }

  private String baseName() {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private List<DimensionSpec> space(SamplerName sampler) {
    ConfigValue written = settings.written(Keys.SPACE);
    if (!(written instanceof ConfigObject object)) {
      problems.add(
          written, Settings.invalid(Keys.SPACE, written, "a section { ... } of dimensions"));
      return List.of();
    }
    SpaceReader reader = new SpaceReader(problems);
    List<DimensionSpec> dimensions = reader.read(object);
    rules = new SpaceRules(dimensions, reader, problems);
    rules.checkGrid(sampler);
    rules.checkLengths();
    rules.checkOverrides(settings);
    return dimensions;
  }

  /**
   * The records of a new sweep, whose test images must be apart from all others. Plans of old
   * sweeps, which may mix them, can be read without this.
   *
   * @throws dev.lambdasweep.core.UserException with all problems, if there is one
   */
  SweepConfig assembleNew() {
    DataSection data = data();
    settings.attempt(
        () -> {
          require(
              data.mixedParts().isEmpty(),
              "Invalid %s: %s, must hold no part of %s and %s",
              Keys.TEST_PARTS.path(),
              String.join(", ", data.testParts()),
              Keys.TRAINING_PARTS.path(),
              Keys.VALIDATION_PARTS.path());
          return data;
        },
        () -> data,
        Keys.TEST_PARTS,
        Keys.VALIDATION_PARTS,
        Keys.TRAINING_PARTS);
    return assemble();
  }

  private DataSection data() {
    return new DataSection(
        settings.value(Keys.SOURCE),
        settings.value(Keys.DATA_DIRECTORY),
        settings.value(Keys.TRAINING_PARTS),
        settings.value(Keys.VALIDATION_PARTS),
        settings.value(Keys.TEST_PARTS),
        settings.count(Keys.VALIDATION_IMAGES),
        settings
            .optional(Keys.TRAINING_IMAGES)
            .<ImageCount>map(images -> new ImageCount.Exactly(Math.toIntExact(images)))
            .orElseGet(ImageCount.All::new),
        new DataSection.Synthetic(
            settings.value(Keys.SYNTHETIC_SEED),
            settings.count(Keys.SYNTHETIC_TRAINING_IMAGES),
            settings.count(Keys.SYNTHETIC_TEST_IMAGES)));
  }

  private NetworkSection network() {
    return new NetworkSection(
        settings.value(Keys.HIDDEN),
        settings.value(Keys.ACTIVATION),
        settings.value(Keys.LOSS),
        new NetworkSection.InitialWeights(
            settings.value(Keys.WEIGHT_SCHEME),
            settings.value(Keys.WEIGHT_SD),
            settings.value(Keys.BIASES)));
  }

  private TrainingSection training() {
    LearningRateSection rate = learningRate();
    Length length = length();
    double lambda = settings.value(Keys.LAMBDA);
    Penalty.Convention l2 = settings.value(Keys.L2);
    TrainingSection.Batches batches =
        new TrainingSection.Batches(
            settings.count(Keys.BATCH_SIZE),
            settings.value(Keys.ORDER),
            settings.value(Keys.LAST_BATCH),
            settings.value(Keys.FLIP_PROBABILITY));
    OptimizerSection optimizer =
        new OptimizerSection(
            settings.value(Keys.OPTIMIZER),
            settings.value(Keys.BETA1),
            settings.value(Keys.BETA2),
            settings.value(Keys.EPSILON));
    Precision precision = settings.value(Keys.PRECISION);
    return settings.attempt(
        () -> new TrainingSection(lambda, l2, batches, length, rate, optimizer, precision),
        () ->
            new TrainingSection(
                lambda, l2, batches, new Length.Epochs(1), rate, optimizer, precision),
        Keys.CYCLES,
        Keys.SCHEDULE,
        Keys.STEP_SIZE);
  }

  private LearningRateSection learningRate() {
    ScheduleName schedule = settings.value(Keys.SCHEDULE);
    double rate = settings.value(Keys.RATE);
    double low = settings.value(Keys.RATE_LOW);
    double high = settings.value(Keys.RATE_HIGH);
    int stepSize = settings.count(Keys.STEP_SIZE);
    double decay = settings.value(Keys.DECAY);
    double factor = settings.value(Keys.FACTOR);
    int steps = settings.count(Keys.STEP_EPOCHS);
    return settings.attempt(
        () -> new LearningRateSection(schedule, rate, low, high, stepSize, decay, factor, steps),
        () -> new LearningRateSection(schedule, rate, low, low, stepSize, decay, factor, steps),
        Keys.RATE_LOW,
        Keys.RATE_HIGH);
  }

  private Length length() {
    Optional<Long> epochs = settings.optional(Keys.EPOCHS);
    Optional<Long> updates = settings.optional(Keys.UPDATES);
    Optional<Long> cycles = settings.optional(Keys.CYCLES);
    List<String> set =
        Keys.lengths().stream()
            .map(Key::path)
            .filter(path -> settings.written(path).valueType() != ConfigValueType.NULL)
            .toList();
    if (set.size() != 1) {
      String text =
          "exactly one of training.epochs, training.updates, training.cycles must be set, found "
              + (set.isEmpty() ? "none" : String.join(" and ", set));
      if (set.isEmpty()) {
        problems.add(name, text);
      } else {
        problems.add(settings.written(set.get(set.size() - 1)), text);
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
        settings
            .optional(Keys.EVERY_UPDATES)
            .<Interval>map(updates -> new Interval.EveryUpdates(Math.toIntExact(updates)))
            .orElseGet(Interval.EveryEpoch::new),
        settings.count(Keys.CURVE_IMAGES));
  }

  private ExecutionSection execution() {
    return new ExecutionSection(
        settings
            .optional(Keys.TRIAL_TIMEOUT)
            .<Timeout>map(Timeout.After::new)
            .orElseGet(Timeout.Unlimited::new),
        fuse(settings.value(Keys.FUSE)),
        settings
            .optional(Keys.MAX_FAILED)
            .map(Math::toIntExact)
            .orElse(ExecutionSection.ANY_FAILED));
  }

  private static Fuse fuse(Optional<Long> trials) {
    return trials
        .<Fuse>map(most -> new Fuse.AtMost(Math.toIntExact(most)))
        .orElseGet(Fuse.Auto::new);
  }
}
