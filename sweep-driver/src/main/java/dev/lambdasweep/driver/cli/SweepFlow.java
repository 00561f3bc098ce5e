package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.driver.cluster.GroupJobs;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.cluster.SweepSession;
import dev.lambdasweep.driver.cluster.TaskSlots;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.lease.Lease;
import dev.lambdasweep.driver.setting.DataSourceName;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.NetworkTrainer;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
        ResultsStore.writing(
            config.get(Settings.RESULTS_DIRECTORY), HadoopSettings.configuration());
    SweepFlow flow = new SweepFlow(draft.config(), store, draft.data());
    try (JavaSparkContext context = flow.context(config.name())) {
      Slots slots = TaskSlots.of(context);
      Instant now = Instant.now();
      String name = config.name();
      SecureRandom random = new SecureRandom();
      Plan plan =
          store.addFirst(
              () -> SweepId.of(name, now, random),
              id -> flow.plan(new Sweep(id, name, kind, parent), 0, now, draft, slots));
      try (Lease lease = flow.lease(plan.sweep(), false)) {
        List<Group> groups = groups(plan, trial -> Stream.of(draft.settings().get(trial)));
        Arrivals arrivals = flow.arrivals(List.of(plan), Set.of(), file);
        return flow.train(context, lease, slots, groups, arrivals);
      }
    }
  }

  /**
   * Trains the trials of a sweep that have no row yet.
   *
   * @param config the plan's, but for places of data and results
   * @param plans the sweep's
   * @param isDone whether a trial keeps its row
   * @param force whether to take the sweep from a driver at work
   * @return the exit code
   */
  static int resume(
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      Predicate<TrialRow> isDone,
      boolean force) {
    JavaRuntime.requireArraysStay();
    Sweep sweep = plans.get(0).sweep();
    requireTestApart(config, plans);
    SweepData data = Draft.read(config, sections(config, plans), sweep.kind());
    requireSameImages(config, plans, data);
    SweepFlow flow = new SweepFlow(config, store, data);
    try (Lease lease = flow.lease(sweep, force);
        JavaSparkContext context = flow.context(sweep.name())) {
      return flow.trainRest(context, lease, TaskSlots.of(context), plans, isDone);
    }
  }

  /**
   * Adds trials to a sweep, and trains those of all its trials that have no row yet.
   *
   * @param config the plan's, but for places of data and results
   * @param plans the sweep's
   * @param points what to train, beside what is planned already
   * @param first number of the first of them
   * @param force whether to take the sweep from a driver at work
   * @return the exit code
   */
  static int extend(
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      List<Point> points,
      int first,
      boolean force) {
    Sweep sweep = plans.get(0).sweep();
    requireTestApart(config, plans);
    Draft draft = Draft.of(config, sweep.kind(), points, first, sections(config, plans));
    requireSameImages(config, plans, draft.data());
    SweepFlow flow = new SweepFlow(draft.config(), store, draft.data());
    try (Lease lease = flow.lease(sweep, force);
        JavaSparkContext context = flow.context(sweep.name())) {
      Slots slots = TaskSlots.of(context);
      Plan more = flow.plan(sweep, plans.size(), Instant.now(), draft, slots);
      store.add(more);
      List<Plan> all = Stream.concat(plans.stream(), Stream.of(more)).toList();
      return flow.trainRest(context, lease, slots, all, row -> true);
    }
  }

  private Lease lease(Sweep sweep, boolean force) {
    String id = sweep.id().text();
    return Lease.take(store.leases(sweep.id()), id, force, System.err::println).keep();
  }

  /** A sweep of an older version may have mixed them; a new one's file is refused. */
  private static void requireTestApart(SweepConfig config, List<Plan> plans) {
    for (DataSection section : sections(config, plans)) {
      if (section.source() != DataSourceName.SYNTHETIC && !section.mixedParts().isEmpty()) {
        throw UserException.of(
            "Cannot go on with %s: it trains or validates on images to test with, %s (start another"
                + " sweep, with other parts)",
            plans.get(0).sweep().id(), String.join(", ", section.mixedParts()));
      }
    }
  }

  private static void requireSameImages(SweepConfig config, List<Plan> plans, SweepData data) {
    for (Plan plan : plans) {
      List<DataSection> sections = sections(config, plan);
      Origin origin = plan.origin();
      if (!data.sha256(sections).equals(origin.dataSha256())) {
        throw otherImages(plan, data, "images");
      }
      // a plan of an older version does not have it
      if (!origin.testSha256().isEmpty()
          && !data.testSha256(sections).equals(origin.testSha256())) {
        throw otherImages(plan, data, "test images");
      }
    }
  }

  private static UserException otherImages(Plan plan, SweepData data, String which) {
    return UserException.of(
        "Cannot go on with %s: %s holds other %s than those it was started on, %s (give the same"
            + " ones with --data)",
        plan.sweep().id(), data.description(), which, plan.origin().dataDescription());
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

  /** Trains the trials of plans that are not done. */
  private int trainRest(
      JavaSparkContext context,
      Lease lease,
      Slots slots,
      List<Plan> plans,
      Predicate<TrialRow> isDone) {
    // read only now: while it waited for the lease, another driver may have stored some
    Reading<List<TrialRow>> rows = store.rows(plans.get(0).sweep().id());
    ResultsOption.warn(rows.skipped());
    Set<TrialKey> done =
        rows.value().stream().filter(isDone).map(TrialRow::key).collect(Collectors.toSet());
    List<Group> groups = plans.stream().flatMap(plan -> left(plan, done).stream()).toList();
    return train(context, lease, slots, groups, arrivals(plans, done, "FILE"));
  }

  /** Trains groups; every row as it comes, while this driver has the lease. */
  private int train(
      JavaSparkContext context, Lease lease, Slots slots, List<Group> groups, Arrivals arrivals) {
    lease.whenLost(context::stop);
    arrivals.begin(groups, slots.count());
    try {
      new GroupJobs(context, new NetworkTrainer(), data.sets())
          .run(
              groups,
              arrivals::describe,
              trained -> {
                lease.requireHeld();
                arrivals.accept(trained);
              });
    } catch (Arrivals.TooManyFailed e) {
      context.sc().cancelAllJobs();
      int code = arrivals.end();
      System.err.println(e.getMessage());
      return code;
    } catch (RuntimeException e) {
      Optional<UserException> loss = lease.loss();
      loss.ifPresent(lost -> arrivals.giveUp());
      throw loss.<RuntimeException>map(lost -> lost).orElse(e);
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
        config.seed(),
        config.toJson(),
        draft.origin(),
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
}
