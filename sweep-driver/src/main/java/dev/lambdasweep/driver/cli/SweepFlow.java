package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.results.Kind;
import dev.lambdasweep.driver.results.Origin;
import dev.lambdasweep.driver.results.Plan;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.Sweep;
import dev.lambdasweep.driver.results.SweepId;
import dev.lambdasweep.driver.results.TrialKey;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.spark.GroupJobs;
import dev.lambdasweep.driver.spark.HadoopSettings;
import dev.lambdasweep.driver.spark.SweepData;
import dev.lambdasweep.driver.spark.SweepSession;
import dev.lambdasweep.driver.spark.TaskSlots;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.NetworkTrainer;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** A sweep's whole way, from its description to its last row and its table. */
final class SweepFlow {
  private final SweepConfig config;
  private final ResultsStore store;
  private final SweepData data;

  private SweepFlow(SweepConfig config, ResultsStore store, SweepData data) {
    this.config = config;
    this.store = store;
    this.data = data;
  }

  /**
   * Trains a new sweep.
   *
   * @param parent id of the sweep it follows, or empty
   * @param points what to train
   * @param file the sweep's, for the hint what to type next
   * @return the exit code
   */
  static int start(SweepConfig config, Kind kind, String parent, List<Point> points, String file) {
    Draft draft = Draft.of(config, kind, points, 0, List.of());
    ResultsStore store =
        ResultsStore.writing(config.results().directory(), HadoopSettings.configuration());
    SweepFlow flow = new SweepFlow(draft.config(), store, draft.data());
    try (JavaSparkContext context = flow.context(config.sweep().name())) {
      Slots slots = TaskSlots.of(context);
      Instant now = Instant.now();
      String name = config.sweep().name();
      SecureRandom random = new SecureRandom();
      Plan plan =
          store.addFirst(
              () -> SweepId.of(name, now, random),
              id -> flow.plan(new Sweep(id, name, kind, parent), 0, now, draft, slots));
      List<Group> groups = groups(plan, trial -> Stream.of(draft.settings().get(trial)));
      return flow.train(context, slots, groups, flow.arrivals(List.of(plan), Set.of(), file));
    }
  }

  /**
   * Trains what of a sweep has no row yet.
   *
   * @param config the plan's, but for places of data and results
   * @param plans the sweep's
   * @param done trials that keep their rows
   * @return the exit code
   */
  static int resume(SweepConfig config, ResultsStore store, List<Plan> plans, Set<TrialKey> done) {
    JavaRuntime.requireArraysStay();
    Sweep sweep = plans.get(0).sweep();
    SweepData data = Draft.read(config, sections(config, plans), sweep.kind());
    requireSameImages(config, plans, data);
    SweepFlow flow = new SweepFlow(config, store, data);
    List<Group> groups = plans.stream().flatMap(plan -> flow.left(plan, done).stream()).toList();
    try (JavaSparkContext context = flow.context(sweep.name())) {
      return flow.train(context, TaskSlots.of(context), groups, flow.arrivals(plans, done, "FILE"));
    }
  }

  /**
   * Adds trials to a sweep, and trains what of it has no row yet.
   *
   * @param config the plan's, but for places of data and results
   * @param plans the sweep's
   * @param done trials that keep their rows
   * @param points what to train, beside what is planned already
   * @param first number of the first of them
   * @return the exit code
   */
  static int extend(
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      Set<TrialKey> done,
      List<Point> points,
      int first) {
    Sweep sweep = plans.get(0).sweep();
    Draft draft = Draft.of(config, sweep.kind(), points, first, sections(config, plans));
    requireSameImages(config, plans, draft.data());
    SweepFlow flow = new SweepFlow(draft.config(), store, draft.data());
    try (JavaSparkContext context = flow.context(sweep.name())) {
      Slots slots = TaskSlots.of(context);
      Plan more = flow.plan(sweep, plans.size(), Instant.now(), draft, slots);
      store.add(more);
      List<Plan> all = Stream.concat(plans.stream(), Stream.of(more)).toList();
      List<Group> groups = all.stream().flatMap(plan -> flow.left(plan, done).stream()).toList();
      return flow.train(context, slots, groups, flow.arrivals(all, done, "FILE"));
    }
  }

  private static void requireSameImages(SweepConfig config, List<Plan> plans, SweepData data) {
    for (Plan plan : plans) {
      if (!data.sha256(sections(config, plan)).equals(plan.origin().dataSha256())) {
        throw UserException.of(
            "Cannot go on with %s: %s holds other images than those it was started on, %s (give the"
                + " same ones with --data)",
            plan.sweep().id(), data.description(), plan.origin().dataDescription());
      }
    }
  }

  private static List<DataSection> sections(SweepConfig config, List<Plan> plans) {
    return plans.stream().flatMap(plan -> sections(config, plan).stream()).toList();
  }

  /** What each trial of a plan is trained on. */
  private static List<DataSection> sections(SweepConfig config, Plan plan) {
    return plan.trials().stream()
        .map(Trial::point)
        .distinct()
        .map(point -> config.with(point.values()).data())
        .toList();
  }

  /** Trains groups; every row as it comes. */
  private int train(JavaSparkContext context, Slots slots, List<Group> groups, Arrivals arrivals) {
    arrivals.begin(groups, slots.count());
    try {
      new GroupJobs(context, new NetworkTrainer(), data.sets())
          .run(groups, arrivals::describe, arrivals::accept);
    } catch (Arrivals.TooManyFailed e) {
      context.sc().cancelAllJobs();
      int code = arrivals.end();
      System.err.println(e.getMessage());
      return code;
    }
    return arrivals.end();
  }

  private Arrivals arrivals(List<Plan> plans, Set<TrialKey> done, String file) {
    return new Arrivals(config, store, plans, done, data, file);
  }

  private JavaSparkContext context(String name) {
    return SweepSession.training("Lambda Sweep " + name, data);
  }

  private Plan plan(Sweep sweep, int part, Instant now, Draft draft, Slots slots) {
    return new Plan(
        sweep,
        part,
        now,
        config.sweep().seed(),
        config.toJson(),
        origin(draft.dataSha256()),
        draft.trials(),
        draft.groups(slots));
  }

  /** The groups of a plan, but for the trials that are done. */
  private List<Group> left(Plan plan, Set<TrialKey> done) {
    return groups(
        plan,
        index -> {
          Trial trial = plan.trials().get(index);
          return done.contains(TrialKey.of(trial))
              ? Stream.empty()
              : Stream.of(Draft.setting(config.with(trial.point().values()), trial, data));
        });
  }

  /**
   * The groups of a plan.
   *
   * @param setting of a trial's index, or none where it is not to be trained
   */
  private static List<Group> groups(Plan plan, Function<Integer, Stream<TrialSetting>> setting) {
    return plan.groups().stream()
        .map(group -> group.stream().flatMap(setting).toList())
        .filter(settings -> !settings.isEmpty())
        .map(Group::new)
        .toList();
  }

  private Origin origin(String dataSha256) {
    return new Origin(
        dataSha256,
        data.description(),
        CodeVersion.text(),
        Runtime.version().toString(),
        Blas.names());
  }
}
