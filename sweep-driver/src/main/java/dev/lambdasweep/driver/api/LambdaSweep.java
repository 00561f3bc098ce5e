package dev.lambdasweep.driver.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.cluster.FramedAccess;
import dev.lambdasweep.driver.cluster.ShippedFiles;
import dev.lambdasweep.driver.cluster.SparkAccess;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.predict.SavedModel;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.sql.Views;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.Engine;
import dev.lambdasweep.driver.sweep.Extension;
import dev.lambdasweep.driver.sweep.Parent;
import dev.lambdasweep.driver.sweep.Proposer;
import dev.lambdasweep.driver.sweep.Proposers;
import dev.lambdasweep.driver.sweep.Refinement;
import dev.lambdasweep.driver.sweep.SweepListener;
import dev.lambdasweep.driver.sweep.SweepLoop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs sweeps from any Spark application.
 *
 * <pre>{@code
 * LambdaSweep sweeps = LambdaSweep.on(spark).results("results");
 * SweepResult coarse = sweeps.run(ConfigFactory.parseFile(new File("conf/coarse.conf")));
 * SweepResult fine = sweeps.refine(fineConfig, coarse.id());
 * sweeps.createViews();
 * spark.sql("SELECT lambda, valid_accuracy FROM trials ORDER BY 2 DESC").show();
 * }</pre>
 *
 * <p>It never stops the caller's Spark context, never ends the process, and writes nothing to
 * standard output or error; {@link SweepListener}s are notified of what happens. Invalid input is
 * reported as a {@link UserException} with one readable message. Immutable and thread-safe; each
 * thread may run a sweep of its own.
 */
public final class LambdaSweep {
  private static final SweepListener NO_LISTENER = SweepListener.all(List.of());

  private final SparkAccess spark;
  private final Optional<String> results;
  private final TrainerRegistry trainers;
  private final SweepListener listener;
  private final Optional<String> label;

  private LambdaSweep(
      SparkAccess spark,
      Optional<String> results,
      TrainerRegistry trainers,
      SweepListener listener,
      Optional<String> label) {
    this.spark = spark;
    this.results = results;
    this.trainers = trainers;
    this.listener = listener;
    this.label = label;
  }

  /** Runs sweeps on the executors of a session. */
  public static LambdaSweep on(SparkSession spark) {
    return on(SparkAccess.of(spark));
  }

  /**
   * Runs sweeps on a context that need not have started yet: it is requested once the input of a
   * sweep has been found valid.
   */
  public static LambdaSweep on(SparkAccess spark) {
    return new LambdaSweep(
        spark, Optional.empty(), TrainerRegistry.builtIn(), NO_LISTENER, Optional.empty());
  }

  /**
   * Returns a copy with the given results directory, which overrides that of a sweep's file. {@link
   * #resume}, {@link #extend}, {@link #sweep} and {@link #createViews} know no file, so they read
   * this directory, or else {@code results}.
   *
   * @param directory path, or URI on any Hadoop file system
   */
  public LambdaSweep results(String directory) {
    return new LambdaSweep(spark, Optional.of(directory), trainers, listener, label);
  }

  /**
   * Returns a copy with another trainer in addition to the built-in one and those on the class
   * path, which need not be registered.
   *
   * @param trainer trainer that a file selects by {@code trainer.name}
   * @throws UserException if a parameter that it declares has the name of another hyperparameter,
   *     or it declares no metric, by which trials are ranked
   */
  public LambdaSweep trainer(Trainer trainer) {
    return new LambdaSweep(spark, results, trainers.with(trainer), listener, label);
  }

  /**
   * Returns a copy whose sweeps read rows that the caller has. A sweep's file then names no table;
   * the other settings of {@code data.table}, such as {@code features}, apply.
   *
   * @param rows rows to train, validate and test on; every time they are computed, they must be the
   *     same rows, in any order
   * @param label name of the column to predict
   */
  public LambdaSweep data(Dataset<Row> rows, String label) {
    return new LambdaSweep(
        new FramedAccess(spark, rows), results, trainers, listener, Optional.of(label));
  }

  /** Returns a copy with another listener, which is notified of the progress of all sweeps. */
  public LambdaSweep listener(SweepListener other) {
    return new LambdaSweep(
        spark, results, trainers, SweepListener.all(List.of(listener, other)), label);
  }

  /**
   * Searches the space of a file and returns once all trials have ended.
   *
   * @param file settings of the sweep, as in conf/
   * @throws UserException if a setting is invalid, or the data or the results directory cannot be
   *     used
   */
  public SweepResult run(Config file) {
    return run(read(file));
  }

  /** Searches the space of a configuration that has already been read. */
  public SweepResult run(SweepConfig file) {
    return search(here(file), Kind.SEARCH, "");
  }

  /**
   * Searches around the best points of another sweep: the file's space or, if it has none, the
   * other sweep's space, narrowed.
   *
   * @param from id or name of the other sweep, or the beginning of its id
   * @throws UserException if there is no such sweep, or none of its trials is COMPLETE
   */
  public SweepResult refine(Config file, String from) {
    return refine(read(file), from, false);
  }

  /**
   * Searches around the best points of another sweep.
   *
   * @param byRule whether to narrow the other sweep's space even if the file defines its own
   */
  public SweepResult refine(SweepConfig file, String from, boolean byRule) {
    SweepConfig config = here(file);
    Parent parent = parent(config, from);
    SweepConfig judged = config.orObjective(parent.objective());
    SweepConfig refined = Refinement.of(judged, parent, byRule, listener::noted);
    return search(refined, Kind.REFINE, parent.sweep().id().text());
  }

  /**
   * Trains the best point of another sweep and measures it on the test rows.
   *
   * @param from id or name of the other sweep, or the beginning of its id
   * @throws UserException if there is no such sweep, or none of its trials is COMPLETE
   */
  public SweepResult finish(Config file, String from) {
    return finish(read(file), Optional.of(from));
  }

  /**
   * Trains points and measures them on the test rows.
   *
   * @param from sweep whose best point is trained; empty to train the file's own points
   */
  public SweepResult finish(SweepConfig file, Optional<String> from) {
    SweepConfig config = here(file);
    if (from.isEmpty()) {
      return search(config, Kind.FINAL, "");
    }
    Parent parent = parent(config, from.get());
    List<Point> best = parent.bestFirst().subList(0, 1);
    SweepConfig judged = config.orObjective(parent.objective());
    return start(judged, Kind.FINAL, parent.sweep().id().text(), Proposers.listed(best));
  }

  /**
   * Trains the trials of a sweep that have no row yet.
   *
   * @param sweep id or name of the sweep, or the beginning of its id
   */
  public SweepResult resume(String sweep) {
    return resume(sweep, Resumption.PLAIN);
  }

  /** Trains the trials of a sweep that have no row yet. */
  public SweepResult resume(String text, Resumption how) {
    ResultsStore store = reading();
    Sweep sweep = Sweeps.in(store).find(text);
    List<Plan> plans = store.plans(sweep.id());
    SweepConfig config = config(plans, how.settings());
    Predicate<TrialRow> isDone = row -> !row.isFailed() || !how.retryFailed();
    SweepResults stored = store.results(sweep.id());
    if (isFinished(plans, stored, isDone)) {
      skipped(stored.rows().skipped());
      SweepLoop.nothingToTrain(engine(config), config, store, plans, stored.rows().value());
    } else {
      SweepLoop.resume(
          engine(config),
          config,
          writing(),
          plans,
          isDone,
          Proposers.rest(config, plans),
          how.force());
    }
    return result(store, sweep);
  }

  private static boolean isFinished(
      List<Plan> plans, SweepResults stored, Predicate<TrialRow> isDone) {
    Set<TrialKey> done =
        stored.rows().value().stream()
            .filter(isDone)
            .map(TrialRow::key)
            .collect(Collectors.toSet());
    return Plan.points(plans).size() >= Plan.target(plans)
        && plans.stream()
            .flatMap(plan -> plan.trials().stream())
            .allMatch(trial -> done.contains(TrialKey.of(trial)));
  }

  /**
   * Adds points to a search and trains all trials that have no row yet.
   *
   * @param sweep id or name of the sweep, or the beginning of its id
   * @param points number of points to add
   * @throws UserException if the search has no more points
   */
  public SweepResult extend(String sweep, int points) {
    return extend(sweep, points, Resumption.PLAIN);
  }

  /** Adds points to a search and trains all trials that have no row yet. */
  public SweepResult extend(String text, int points, Resumption how) {
    ResultsStore store = reading();
    Sweep sweep = Sweeps.in(store).find(text);
    List<Plan> plans = store.plans(sweep.id());
    SweepConfig config = config(plans, how.settings());
    Proposer more = Extension.of(sweep, config, plans, points);
    SweepLoop.resume(
        engine(config),
        config,
        writing(),
        plans,
        row -> !row.isFailed() || !how.retryFailed(),
        more,
        how.force());
    return result(store, sweep);
  }

  /**
   * The results of a sweep that has ended or is still running.
   *
   * @param text id or name of the sweep (the newest of that name), or the beginning of its id
   * @throws UserException if there is no such sweep
   */
  public SweepResult sweep(String text) {
    ResultsStore store = reading();
    return result(store, Sweeps.in(store).find(text));
  }

  /**
   * A model that a final sweep saved.
   *
   * @param path path of a .safetensors file, or its URI on any Hadoop file system
   * @throws UserException if it cannot be read, or is no model of this project
   */
  public SavedModel model(String path) {
    return SavedModel.read(path, hadoop());
  }

  /**
   * Creates temporary views of all results in the caller's session: {@code trials}, {@code points},
   * {@code sweeps}, {@code curves}, {@code rungs}, {@code confusion}, {@code probabilities} and
   * {@code predictions}. They show the results as they are now; call this again for newer ones.
   */
  public void createViews() {
    skipped(new Views(reading()).register(session()));
  }

  /** Trains the points that a file lists, or that its sampler proposes. */
  private SweepResult search(SweepConfig config, Kind kind, String parent) {
    SweepConfig chosen = config.withSamplerChosen();
    return start(chosen, kind, parent, Proposers.of(chosen));
  }

  private SweepResult start(SweepConfig config, Kind kind, String parent, Proposer proposer) {
    Engine engine = engine(config);
    ShippedFiles.require(engine.trainer(), hadoop());
    Sweep sweep = SweepLoop.start(engine, config, kind, parent, proposer).sweep();
    return result(ResultsStore.reading(config.get(Settings.RESULTS_DIRECTORY), hadoop()), sweep);
  }

  private SweepResult result(ResultsStore store, Sweep sweep) {
    return new SweepResult(store, sweep, this::session);
  }

  private Parent parent(SweepConfig config, String from) {
    ResultsStore store = ResultsStore.reading(config.get(Settings.RESULTS_DIRECTORY), hadoop());
    return Parent.find(store, from, config, this::skipped);
  }

  private SweepConfig read(Config file) {
    return ConfigReader.read(file, name(file), overrides(), trainers.known());
  }

  private SweepConfig config(List<Plan> plans, List<String> settings) {
    for (String setting : settings) {
      if (!setting.startsWith(DataSection.PREFIX)) {
        throw UserException.of(
            "Invalid setting: %s, must be one of data.* (the other settings of a sweep are those of"
                + " its plan)",
            setting);
      }
    }
    return ConfigReader.fromJson(plans.get(0).configuration(), settings, trainers.known());
  }

  /** The name of the file it was read from, which is the sweep's name unless the file sets one. */
  private static String name(Config file) {
    return Optional.ofNullable(file.origin().filename())
        .filter(name -> !name.startsWith("merge of "))
        .orElse("sweep");
  }

  /** The configuration with the results directory and the label of this. */
  private SweepConfig here(SweepConfig file) {
    SettingValues values = file.values();
    if (results.isPresent()) {
      values = values.with(Settings.RESULTS_DIRECTORY, results.get());
    }
    if (label.isPresent()) {
      values = values.with(Settings.SOURCE, Settings.TABLE).with(Settings.LABEL, label.get());
    }
    return new SweepConfig(values, file.space(), file.points());
  }

  private List<String> overrides() {
    return results.stream()
        .map(directory -> "results.directory=" + ConfigUtil.quoteString(directory))
        .toList();
  }

  private String directory() {
    return results.orElseGet(ConfigReader::defaultResultsDirectory);
  }

  private ResultsStore reading() {
    return ResultsStore.reading(directory(), hadoop());
  }

  private ResultsStore writing() {
    return ResultsStore.writing(directory(), hadoop());
  }

  private Engine engine(SweepConfig config) {
    Trainer trainer = trainers.trainer(config);
    return new Engine(spark, trainer, new OpenSources(spark), listener);
  }

  private SparkSession session() {
    return spark.session();
  }

  private Configuration hadoop() {
    return spark.hadoop();
  }

  private void skipped(List<Skipped> lines) {
    if (!lines.isEmpty()) {
      listener.skipped(lines);
    }
  }
}
