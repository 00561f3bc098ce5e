package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.driver.cluster.GroupJobs;
import dev.lambdasweep.driver.cluster.LocalTrainings;
import dev.lambdasweep.driver.cluster.SharedData;
import dev.lambdasweep.driver.cluster.SweepSession;
import dev.lambdasweep.driver.cluster.TaskSlots;
import dev.lambdasweep.driver.cluster.TrialNeeds;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.EarlyData;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.rung.Cost;
import dev.lambdasweep.driver.rung.HeldCheckpoints;
import dev.lambdasweep.driver.rung.Ladder;
import dev.lambdasweep.driver.rung.Stage;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrainerWithLength.Length;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Everything that the generations of a sweep need to train: Spark, the data, and each trial's
 * parameters.
 */
final class SweepResources implements AutoCloseable {
  private final Engine engine;
  private final long seed;
  private final SearchSpace space;
  private final TrialNeeds needs;
  private final Kind kind;
  private final Ladder ladder;
  private final Fuse fuse;
  private final JavaSparkContext context;
  private final HeldCheckpoints checkpoints;
  private final Set<DataSection> sections = new LinkedHashSet<>();
  private final Map<Integer, SettingValues> values = new HashMap<>();
  private final Map<TrialKey, ResolvedTrial> trials = new HashMap<>();
  private final String libraries;
  private SweepData data;
  private Optional<SharedData<List<TrialData>>> sent = Optional.empty();
  private Optional<Slots> slots = Optional.empty();

  /**
   * Resources of a sweep; starts Spark if it is not running yet, and reads data meanwhile.
   *
   * @param config configuration of the sweep
   * @param kind kind of the sweep; only a final sweep reads the test rows
   * @param first generation whose data are read
   */
  SweepResources(Engine engine, SweepConfig config, Kind kind, Generation first) {
    this.engine = engine;
    this.seed = config.seed();
    this.space = config.space();
    this.needs = TrialNeeds.of(config);
    this.kind = kind;
    this.fuse = Fuse.of(config.get(Settings.FUSE));
    this.ladder = Ladder.of(config, kind, engine.trainer());
    this.sections.addAll(first.sections());
    try (EarlyData early =
        EarlyData.begin(List.copyOf(sections), seed, kind == Kind.FINAL, engine.sources())) {
      this.context = engine.spark().context();
      needs.requireIn(context.getConf());
      this.checkpoints =
          new HeldCheckpoints(
              engine.trainer().continues() ? SweepSession.checkpointBytes(context.getConf()) : 0);
      this.libraries = Blas.names(); // loads them, while data are still being read
      this.data = fitting(early.get());
    }
  }

  /** Reads the data of a generation, unless they are there. */
  private void read(Generation generation) {
    if (sections.addAll(generation.sections())) {
      close();
      data =
          fitting(
              SweepData.read(List.copyOf(sections), seed, kind == Kind.FINAL, engine.sources()));
    }
  }

  /** Data that have been read, which must fit into memory. */
  private SweepData fitting(SweepData read) {
    SweepSession.requireMemory(context.getConf(), read.bytes());
    return read;
  }

  /**
   * Resolves the trials of a generation, whose data it reads if needed.
   *
   * @throws dev.lambdasweep.core.UserException if a trial cannot be trained on its data, or not
   *     compared with the others
   */
  void include(Generation generation) {
    read(generation);
    values.putAll(generation.values());
    List<ResolvedTrial> resolved = generation.resolved(data(), engine.trainer());
    ladder.rungs(resolved, data());
    resolved.forEach(trial -> trials.put(TrialKey.of(trial.trial()), trial));
  }

  /** The data of all generations. */
  SweepData data() {
    return data;
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
            libraries,
            data().table());
    return new Plan(
        sweep,
        part,
        now,
        seed,
        config.toJson(),
        origin,
        generation.trials(),
        Grouping.of(resolved(generation.trials()), fuse, slots()),
        target,
        earlier);
  }

  /** The stage that each part of a sweep's plan is at. */
  List<Stage> stages(SweepState state) {
    Map<TrialKey, TrialRow> rows = state.byKey();
    return state.plans().stream()
        .map(
            plan ->
                new Stage.Basis(
                        ladder.rule(),
                        rungs(plan).size(),
                        state.config().objective(),
                        rows,
                        state.rungs())
                    .stage(plan.trials()))
        .toList();
  }

  /**
   * What the trainings of a sweep cost, with those of generations that are to follow.
   *
   * @param state its state
   */
  Cost cost(SweepState state) {
    List<Cost> parts =
        state.plans().stream().map(plan -> ladder.cost(resolved(plan.trials()), data())).toList();
    Cost all = parts.stream().reduce(Cost::plus).orElseThrow();
    // generations have as many points as the first; the last may have fewer
    int first = state.plans().get(0).trials().size();
    int left = state.trials() - state.planned();
    return all.plus(parts.get(0).times((left + first - 1) / first));
  }

  private List<Long> rungs(Plan plan) {
    return ladder.rungs(resolved(plan.trials()), data());
  }

  /**
   * The groups in which the trials of stages train.
   *
   * @param stages those of the parts of the plan
   */
  List<Group> groups(SweepState state, List<Stage> stages) {
    return IntStream.range(0, stages.size())
        .mapToObj(part -> groups(state.plans().get(part), stages.get(part)))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The groups in which the trials of a stage train. Those of the first stage are in the plan;
   * later ones have fewer trials, which are grouped anew.
   */
  private List<Group> groups(Plan plan, Stage stage) {
    Set<Trial> due = Set.copyOf(stage.due());
    if (due.isEmpty()) {
      return List.of();
    }
    List<Long> rungs = rungs(plan);
    if (stage.rung() <= 0 && (rungs.isEmpty() || !stage.isFull())) {
      return plan.groups().stream()
          .map(group -> group.stream().map(plan.trials()::get).filter(due::contains).toList())
          .filter(group -> !group.isEmpty())
          .map(group -> new Group(upTo(stage, rungs, group)))
          .toList();
    }
    List<ResolvedTrial> again = upTo(stage, rungs, stage.due());
    return Grouping.of(again, fuse, slots()).stream()
        .map(group -> new Group(group.stream().map(again::get).toList()))
        .toList();
  }

  private List<ResolvedTrial> upTo(Stage stage, List<Long> rungs, List<Trial> wanted) {
    return resolved(wanted).stream()
        .map(
            trial ->
                stage.isFull()
                    ? trial
                    : trial.upTo(ladder.rung(stage.rung(), rungs.get(stage.rung()), trial, data())))
        .map(trial -> trial.continuing(checkpoints.has(trial.trial())))
        .toList();
  }

  private List<ResolvedTrial> resolved(List<Trial> wanted) {
    return wanted.stream().map(trial -> trials.get(TrialKey.of(trial))).toList();
  }

  /** Text of where the trainings of a stage end: "3 epochs". */
  String lengthText(Plan plan, Stage stage) {
    Length length = ladder.length(trials.get(TrialKey.of(plan.trials().get(0))), data());
    return stage.isFull() ? length.toString() : length.unit().text(rungs(plan).get(stage.rung()));
  }

  /** Takes what trainings have handed over to longer ones. */
  void take(List<TrainedTrial> ended) {
    checkpoints.take(ended);
  }

  /**
   * Jobs that train groups. The data travel with the first jobs that read them, and stay for later
   * ones.
   *
   * @param groups groups that are about to train
   * @param here learns which groups train in this process
   */
  GroupJobs jobs(SweepState state, List<Group> groups, LocalTrainings here) {
    Set<TrialKey> ended = state.keys();
    checkpoints.keep(trial -> !ended.contains(TrialKey.of(trial)));
    if (sent.isEmpty()) {
      sent = Optional.of(SharedData.of(context, List.copyOf(data().sets())));
    }
    return new GroupJobs(
        context,
        "lambda-sweep-" + state.sweep().id(),
        engine.trainer(),
        sent.get(),
        checkpoints.exchange(groups),
        needs,
        here);
  }

  /** Frees the data on the executors. */
  @Override
  public void close() {
    sent.ifPresent(sets -> sets.release(context));
    sent = Optional.empty();
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
