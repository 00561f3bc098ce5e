package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.driver.cluster.GroupJobs;
import dev.lambdasweep.driver.cluster.LocalTrainings;
import dev.lambdasweep.driver.cluster.SweepSession;
import dev.lambdasweep.driver.cluster.TaskSlots;
import dev.lambdasweep.driver.cluster.TrialNeeds;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Everything that the generations of a sweep need to train: Spark, the data, and each trial's
 * parameters.
 */
final class SweepResources {
  private final Engine engine;
  private final long seed;
  private final SearchSpace space;
  private final TrialNeeds needs;
  private final Kind kind;
  private final JavaSparkContext context;
  private final Set<DataSection> sections = new LinkedHashSet<>();
  private final Map<Integer, SettingValues> values = new HashMap<>();
  private final Map<TrialKey, ResolvedTrial> trials = new HashMap<>();
  private Optional<SweepData> data = Optional.empty();
  private Optional<Slots> slots = Optional.empty();

  /**
   * Resources of a sweep; starts Spark if it is not running yet.
   *
   * @param config configuration of the sweep
   * @param kind kind of the sweep; only a final sweep reads the test rows
   */
  SweepResources(Engine engine, SweepConfig config, Kind kind) {
    this.engine = engine;
    this.seed = config.seed();
    this.space = config.space();
    this.needs = TrialNeeds.of(config);
    this.kind = kind;
    this.context = engine.spark().context();
    if (context.sc().isStopped()) {
      throw UserException.of("Cannot train: the Spark context has stopped (start another one)");
    }
    needs.requireIn(context.getConf());
  }

  /** Reads the data of a generation, unless they are there. */
  void read(Generation generation) {
    if (sections.addAll(generation.sections())) {
      SweepData read =
          SweepData.read(List.copyOf(sections), seed, kind == Kind.FINAL, engine.sources());
      SweepSession.requireMemory(context.getConf(), read.bytes());
      data = Optional.of(read);
    }
  }

  /** Resolves the trials of a generation, whose data it reads if needed. */
  void include(Generation generation) {
    read(generation);
    values.putAll(generation.values());
    generation
        .resolved(data(), engine.trainer())
        .forEach(trial -> trials.put(TrialKey.of(trial.trial()), trial));
  }

  /** The data of all generations. */
  SweepData data() {
    return data.orElseThrow();
  }

  /** The slots that groups train in. */
  Slots slots() {
    if (slots.isEmpty()) {
      slots = Optional.of(TaskSlots.of(context, needs, engine.listener()::noted));
    }
    return slots.get();
  }

  /**
   * The part of the plan for a generation.
   *
   * @param target number of points that the sweep is to have
   * @param earlier what earlier sweeps say of the space
   */
  Plan plan(
      SweepConfig config,
      Sweep sweep,
      int part,
      Instant now,
      Generation generation,
      int target,
      List<Observation> earlier) {
    List<DataSection> its = generation.sections();
    Origin origin =
        new Origin(
            data().sha256(its),
            data().testSha256(its),
            data().description(),
            CodeVersion.text(),
            Runtime.version().toString(),
            Blas.names(),
            data().table());
    List<ResolvedTrial> resolved =
        generation.trials().stream().map(trial -> trials.get(TrialKey.of(trial))).toList();
    return new Plan(
        sweep,
        part,
        now,
        seed,
        config.toJson(),
        origin,
        generation.trials(),
        Grouping.of(resolved, Fuse.of(config.get(Settings.FUSE)), slots()),
        target,
        earlier);
  }

  /** The groups of some plans, without the trials that are not wanted. */
  List<Group> groups(List<Plan> plans, Predicate<Trial> isWanted) {
    return plans.stream()
        .flatMap(plan -> plan.groups().stream().map(group -> wanted(plan, group, isWanted)))
        .filter(group -> !group.isEmpty())
        .map(Group::new)
        .toList();
  }

  private List<ResolvedTrial> wanted(Plan plan, List<Integer> group, Predicate<Trial> isWanted) {
    return group.stream()
        .map(index -> plan.trials().get(index))
        .filter(isWanted)
        .map(trial -> trials.get(TrialKey.of(trial)))
        .toList();
  }

  /**
   * Makes the data available to the executors.
   *
   * @param here learns which groups train in this process
   */
  GroupJobs jobs(Sweep sweep, LocalTrainings here) {
    return new GroupJobs(
        context, "lambda-sweep-" + sweep.id(), engine.trainer(), data().sets(), needs, here);
  }

  /** Whether trials train in this process. */
  boolean isLocal() {
    return context.isLocal();
  }

  /** Values of all settings at a trial's point. */
  SettingValues values(Trial trial) {
    return values.get(trial.number());
  }

  /** The hyperparameters that a trial's row shows, by column: without inactive dimensions. */
  Map<String, Object> columns(Trial trial) {
    Map<String, Object> columns = new LinkedHashMap<>(values.get(trial.number()).columns());
    space.inactive(trial.point()).forEach(dimension -> columns.remove(dimension.column()));
    return columns;
  }
}
