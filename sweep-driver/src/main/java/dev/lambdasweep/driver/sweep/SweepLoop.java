package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.cluster.GroupJobs;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.lease.Lease;
import dev.lambdasweep.driver.live.DriverEnds;
import dev.lambdasweep.driver.live.LiveFile;
import dev.lambdasweep.driver.live.LiveWriter;
import dev.lambdasweep.driver.network.PrecisionNote;
import dev.lambdasweep.driver.rung.RungRows;
import dev.lambdasweep.driver.rung.Stage;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrainedTrial;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The one loop of run, refine, final, resume and extend: propose points, publish them as the plan's
 * next part, train, store, observe.
 */
public final class SweepLoop {
  private final SweepResources resources;
  private final SweepState state;
  private final Reuse reuse;
  private final Lease lease;
  private final DriverEnds before;
  private final LiveWriter live;
  private final Recorder recorder;
  private final SweepListener listener;
  private final Set<TrialKey> retried = new HashSet<>();

  private SweepLoop(
      Engine engine,
      SweepResources resources,
      SweepState state,
      Reuse reuse,
      Lease lease,
      DriverEnds before,
      LiveWriter live) {
    this.resources = resources;
    this.state = state;
    this.reuse = reuse;
    this.lease = lease;
    this.before = before;
    this.live = live;
    this.listener = SweepListener.all(List.of(engine.listener(), new MaxFailedTrials()));
    this.recorder = new Recorder(state, resources, lease, live, listener);
  }

  /**
   * Trains a new sweep.
   *
   * @param file settings of the sweep
   * @param parent id of the sweep that it continues from, or empty
   * @throws UserException if any input is invalid; then nothing is stored
   */
  public static SweepState start(
      Engine engine, SweepConfig file, Kind kind, String parent, Proposer proposer) {
    JavaRuntime.requireArraysStay();
    SweepConfig found = SweepChecks.withSource(file, engine.sources());
    Generation.requireWithinLimit(found, kind, proposer.target());
    // nothing is known of these points, so the goal does not matter
    List<Point> points = proposer.next(List.of(), List.of(), Goal.MINIMIZE).points();
    Generation draft = Generation.of(found, kind, points, 0);
    SweepChecks.requireReadable(found);
    SweepChecks.requireTestApart(
        List.of(draft), "train " + found.name(), "name other parts to test on", engine.sources());
    if (kind == Kind.FINAL) {
      SweepChecks.requireTest(draft, engine.sources());
    }
    ResultsStore store =
        ResultsStore.writing(found.get(Settings.RESULTS_DIRECTORY), engine.hadoop());
    Reuse reuse = Reuse.of(store, reused(found, parent, proposer), engine.listener()::skipped);
    SweepResources resources = new SweepResources(engine, found, kind, draft);
    SweepConfig config = SweepChecks.resolved(found, resources.data().task(), engine.trainer());
    List<Observation> earlier =
        proposer.learns()
            ? reuse.observations(config, resources.data().sha256(draft.sections()))
            : List.of();
    if (!earlier.isEmpty()) {
      points = proposer.next(earlier, List.of(), config.objective().goal()).points();
    }
    Generation first =
        config.equals(found) && earlier.isEmpty() ? draft : Generation.of(config, kind, points, 0);
    resources.include(first);
    Instant now = Instant.now();
    SecureRandom random = new SecureRandom();
    Plan plan =
        store.addFirst(
            () -> SweepId.of(config.name(), now, random),
            id ->
                resources.plan(
                    config,
                    new Sweep(id, config.name(), kind, parent),
                    0,
                    now,
                    first,
                    proposer.target(),
                    earlier));
    LiveFile own = new LiveFile(store, plan.sweep().id());
    DriverEnds before = DriverEnds.NONE;
    try (Lease lease = lease(engine, store, plan.sweep(), false);
        LiveWriter live = new LiveWriter(own, resources.isLocal(), before, lease::isHeld)) {
      SweepState state = new SweepState(config, store, List.of(plan), List.of());
      return new SweepLoop(engine, resources, state, reuse, lease, before, live).run(proposer);
    }
  }

  /**
   * Continues a sweep: trains the trials that have no row yet, and the points that are proposed in
   * addition.
   *
   * @param planned configuration of the plan, except for the places of data and results
   * @param plans all parts of the sweep's plan
   * @param isDone whether a trial keeps its row
   * @param force whether to take over the sweep from a driver at work
   * @throws UserException if any input is invalid
   */
  public static SweepState resume(
      Engine engine,
      SweepConfig planned,
      ResultsStore store,
      List<Plan> plans,
      Predicate<TrialRow> isDone,
      Proposer proposer,
      boolean force) {
    JavaRuntime.requireArraysStay();
    Sweep sweep = plans.get(0).sweep();
    List<Generation> known = plans.stream().map(plan -> Generation.of(planned, plan)).toList();
    // the file of a new sweep cannot mix them, but a plan of an older version may
    SweepChecks.requireTestApart(
        known, "continue " + sweep.id(), "start another sweep with other parts", engine.sources());
    SweepResources resources = new SweepResources(engine, planned, sweep.kind(), known.get(0));
    known.forEach(resources::include);
    SweepChecks.requireSameData(plans, known, resources.data());
    // plans of older versions do not name it all
    SweepConfig config = SweepChecks.resolved(planned, resources.data().task(), engine.trainer());
    try (Lease lease = lease(engine, store, sweep, force)) {
      SweepChecks.requireSamePlan(store, plans);
      // read only now: another driver may have stored rows while this one waited for the lease
      Reading<List<TrialRow>> rows = store.rows(sweep.id());
      List<TrialRow> done = rows.value().stream().filter(isDone).toList();
      List<Skipped> skipped = new ArrayList<>(rows.skipped());
      RungRows rungs = new RungRows(store.rungs(sweep.id()), skipped);
      if (!skipped.isEmpty()) {
        engine.listener().skipped(skipped);
      }
      SweepState state = new SweepState(config, store, plans, done, rungs);
      Reuse reuse = Reuse.again(store, config, engine.listener());
      LiveFile file = new LiveFile(store, sweep.id());
      DriverEnds before =
          file.ends(force, training -> state.hasRow(training.trial(), training.rung()));
      try (LiveWriter live = new LiveWriter(file, resources.isLocal(), before, lease::isHeld)) {
        SweepLoop loop = new SweepLoop(engine, resources, state, reuse, lease, before, live);
        if (!proposer.learns()) {
          // planned before the remaining trials train, so that all of them train together
          loop.publish(proposer);
        }
        return loop.run(proposer);
      }
    }
  }

  /** Notifies the listeners of a sweep whose trials all have a row. */
  public static void nothingToTrain(
      Engine engine,
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      List<TrialRow> rows) {
    SweepState state = new SweepState(config, store, plans, rows);
    engine.listener().noted(state.sweep().id() + ": all trials have a row, nothing to train");
    engine.listener().ended(new SweepListener.Ended(state, Optional.empty(), false));
  }

  /** The sweeps that a new one continues from: a sampler that learns goes on with its parent's. */
  private static List<String> reused(SweepConfig config, String parent, Proposer proposer) {
    List<String> names = config.get(Settings.REUSE);
    return proposer.learns() && !parent.isEmpty()
        ? Stream.concat(names.stream(), Stream.of(parent)).distinct().toList()
        : names;
  }

  private static Lease lease(Engine engine, ResultsStore store, Sweep sweep, boolean force) {
    return Lease.take(store.leases(sweep.id()), sweep.id().text(), force, engine.listener()::noted)
        .keep();
  }

  /** Trains the trials without a row, then generation after generation. */
  private SweepState run(Proposer proposer) {
    if (resources.isLocal()) {
      // the processors of executors are not known
      PrecisionNote.of(state.config()).ifPresent(listener::noted);
    }
    Optional<String> aborted = Optional.empty();
    try (resources) {
      train();
      while (retryLost(proposer) || publish(proposer)) {
        train();
      }
    } catch (SweepAborted e) {
      aborted = Optional.of(e.getMessage());
    }
    recorder.end(aborted);
    return state;
  }

  /**
   * Has the trials that were lost with their executors train once more before a generation that is
   * to learn from them; returns whether there are any.
   */
  private boolean retryLost(Proposer proposer) {
    if (!proposer.learns() || Plan.points(state.plans()).size() >= proposer.target()) {
      return false;
    }
    List<TrialRow> lost =
        state.rows().stream()
            .filter(row -> row.ending().cause() == Ending.Cause.LOST)
            // one that ended two drivers could end a third
            .filter(row -> !before.isLost(row.key()) && retried.add(row.key()))
            .toList();
    state.remove(lost);
    return !lost.isEmpty();
  }

  /** Whether too little is expected of a generation to train it. */
  private boolean stops(Proposal proposal, Optional<Double> least) {
    boolean stops =
        least.isPresent() && proposal.gain().filter(gain -> gain.mean() < least.get()).isPresent();
    if (stops) {
      listener.noted(
          "%s: no more trials, since less than %s = %s is expected of them"
              .formatted(
                  state.sweep().id(), Settings.STOP_BELOW_GAIN, SqlValues.readable(least.get())));
    }
    return stops;
  }

  /** Publishes a generation as the plan's next part; returns whether there is one. */
  private boolean publish(Proposer proposer) {
    int number = Plan.points(state.plans()).size();
    Metric objective = state.config().objective();
    Proposal proposal = proposer.next(state.earlier(), state.history(), objective.goal());
    List<Point> points = proposal.points();
    proposal.gain().ifPresent(gain -> listener.noted(gain.text(objective)));
    if (points.isEmpty() && number < proposer.target()) {
      listener.noted(state.sweep().id() + ": the space has no more points than these " + number);
    }
    if (points.isEmpty() || stops(proposal, proposer.leastGain())) {
      return false;
    }
    Generation next = Generation.of(state.config(), state.sweep().kind(), points, number);
    resources.include(next);
    Plan part =
        resources.plan(
            state.config(),
            state.sweep(),
            state.plans().size(),
            Instant.now(),
            next,
            proposer.target(),
            List.of());
    state.store().add(part);
    state.add(part);
    return true;
  }

  /** Trains every trial of the plan that has no row, from rung to rung if they are compared. */
  private void train() {
    Map<TrialKey, FinishedTrial> known = reuse.results(state, resources);
    List<Stage> stages = resources.stages(state);
    while (!known.isEmpty() || stages.stream().anyMatch(Stage::isOpen)) {
      train(stages, known);
      known = Map.of();
      stages = resources.stages(state);
    }
  }

  /**
   * Trains what is due at the stages of the plan's parts; rows are stored as they arrive. Trials
   * that were training when a driver's process ended come last, and alone.
   *
   * @param known results of trials that need not be trained
   */
  private void train(List<Stage> stages, Map<TrialKey, FinishedTrial> known) {
    List<Group> due =
        only(
            resources.groups(state, stages),
            trial -> !known.containsKey(TrialKey.of(trial.trial())));
    List<Group> together = only(due, trial -> !before.isSuspect(trial) && !before.isLost(trial));
    List<Group> alone = alone(due, before::isSuspect);
    List<Group> lost = alone(due, before::isLost);
    listener.planned(
        new SweepListener.Planned(
            state,
            Stream.concat(together.stream(), alone.stream())
                .map(group -> group.trials().size())
                .toList(),
            resources.slots().count(),
            resources.data().summary(),
            resources.cost(state)));
    if (!known.isEmpty()) {
      listener.noted(
          "%s: results of %d trials are those of earlier sweeps"
              .formatted(state.sweep().id(), known.size()));
      recorder.add(List.copyOf(known.values()));
    }
    stop(stages);
    if (!alone.isEmpty()) {
      listener.noted(DriverEnds.note(alone));
    }
    if (!lost.isEmpty()) {
      recorder.store(lost.stream().flatMap(group -> before.results(group).stream()).toList());
    }
    try (GroupJobs jobs = resources.jobs(state, due, live)) {
      lease.whenLost(jobs::cancel);
      try {
        jobs.run(together, alone, job -> JobText.of(state.sweep(), job), new Follower());
      } catch (RuntimeException e) {
        throw lease.loss().<RuntimeException>map(loss -> loss).orElse(e);
      }
    }
  }

  /** Ends the trials that do not go on. */
  private void stop(List<Stage> stages) {
    for (int part = 0; part < stages.size(); part++) {
      Stage stage = stages.get(part);
      if (!stage.stopped().isEmpty()) {
        recorder.stop(stage.stopped());
        listener.noted(stage.text(resources.lengthText(state.plans().get(part), stage)));
      }
    }
  }

  /** The groups without the trials that are not wanted. */
  private static List<Group> only(List<Group> groups, Predicate<ResolvedTrial> isWanted) {
    return groups.stream()
        .map(group -> group.trials().stream().filter(isWanted).toList())
        .filter(trials -> !trials.isEmpty())
        .map(Group::new)
        .toList();
  }

  private static List<Group> alone(List<Group> groups, Predicate<ResolvedTrial> isWanted) {
    return only(groups, isWanted).stream().flatMap(group -> group.alone().stream()).toList();
  }

  /** Stores and passes on what happens to the trials. */
  private final class Follower implements GroupJobs.Follower {
    @Override
    public void arrived(List<TrainedTrial> results) {
      recorder.store(results);
      resources.take(results);
    }

    @Override
    public void running(List<RunningTrial> trials) {
      live.progressed(trials, listener::noted);
      listener.progressed(new SweepListener.Progressed(state, trials));
    }
  }
}
