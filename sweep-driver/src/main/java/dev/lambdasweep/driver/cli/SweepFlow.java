package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.Hyperparameter;
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
import dev.lambdasweep.driver.spark.Images;
import dev.lambdasweep.driver.spark.SweepSession;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.NetworkTrainer;
import dev.lambdasweep.driver.trial.Settings;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** A sweep's whole way, from its description to its last row and its table. */
final class SweepFlow {
  private final SweepConfig config;
  private final ResultsStore store;
  private final Images images;

  private SweepFlow(SweepConfig config, ResultsStore store) {
    JavaRuntime.requireArraysStay();
    this.images = Images.of(config.data(), HadoopSettings.configuration());
    // rows and plan name the source that was found, not "auto"
    this.config = config.with(Map.of(Hyperparameter.DATA_SOURCE.key(), images.sourceName()));
    this.store = store;
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
    requireSameImages(config);
    List<Trial> trials = trials(config, points);
    trials.forEach(trial -> config.with(trial.point().values()));
    ResultsStore store =
        ResultsStore.writing(config.results().directory(), HadoopSettings.configuration());
    SweepFlow flow = new SweepFlow(config, store);
    TrialData data = flow.data(kind);
    trials.forEach(trial -> flow.setting(trial, data.dataset()));
    Instant now = Instant.now();
    Sweep sweep =
        new Sweep(
            SweepId.of(config.sweep().name(), now, new SecureRandom()),
            config.sweep().name(),
            kind,
            parent);
    Plan plan =
        new Plan(
            sweep,
            0,
            now,
            config.sweep().seed(),
            flow.config.toJson(),
            flow.origin(data.dataset()),
            trials,
            IntStream.range(0, trials.size()).mapToObj(List::of).toList());
    try (JavaSparkContext context = SweepSession.training("Lambda Sweep " + sweep.name())) {
      store.add(plan);
      return flow.train(context, List.of(plan), data, Set.of(), file);
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
    SweepFlow flow = new SweepFlow(config, store);
    Plan first = plans.get(0);
    TrialData data = flow.data(first.sweep().kind());
    if (!data.dataset().sha256().equals(first.origin().dataSha256())) {
      throw UserException.of(
          "Cannot resume %s: %s holds other images than those it was started on, %s (give the same"
              + " ones with --data)",
          first.sweep().id(), flow.images.description(), first.origin().dataDescription());
    }
    try (JavaSparkContext context = SweepSession.training("Lambda Sweep " + first.sweep().name())) {
      return flow.train(context, plans, data, done, "FILE");
    }
  }

  /** Trains the groups of the plans, but for the trials that are done; every row as it comes. */
  private int train(
      JavaSparkContext context, List<Plan> plans, TrialData data, Set<TrialKey> done, String file) {
    List<Group> groups = new ArrayList<>();
    for (Plan plan : plans) {
      groups.addAll(groups(plan, data.dataset(), done));
    }
    Arrivals arrivals =
        new Arrivals(config, store, plans, done, images.description(), data.dataset(), file);
    arrivals.begin(groups.size(), context.defaultParallelism());
    new GroupJobs(context, new NetworkTrainer(), data)
        .run(groups, arrivals::describe, arrivals::accept);
    return arrivals.end();
  }

  private List<Group> groups(Plan plan, Dataset dataset, Set<TrialKey> done) {
    return plan.groups().stream()
        .map(
            group ->
                group.stream()
                    .map(plan.trials()::get)
                    .filter(trial -> !done.contains(TrialKey.of(trial)))
                    .map(trial -> setting(trial, dataset))
                    .toList())
        .filter(settings -> !settings.isEmpty())
        .map(Group::new)
        .toList();
  }

  private TrialSetting setting(Trial trial, Dataset dataset) {
    return Settings.of(config.with(trial.point().values()), trial, dataset);
  }

  private TrialData data(Kind kind) {
    Dataset dataset = images.dataset(config.sweep().seed());
    return new TrialData(dataset, kind == Kind.FINAL ? List.of(images.test()) : List.of());
  }

  private Origin origin(Dataset dataset) {
    return new Origin(
        dataset.sha256(),
        images.description(),
        CodeVersion.text(),
        Runtime.version().toString(),
        Blas.names());
  }

  /** Every point, once a repeat; the points of one repeat share their seed and so are paired. */
  private static List<Trial> trials(SweepConfig config, List<Point> points) {
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < points.size(); number++) {
      for (int repeat = 0; repeat < config.sweep().repeats(); repeat++) {
        long seed = Seeds.child(config.sweep().seed(), repeat);
        trials.add(new Trial(number, repeat, seed, points.get(number)));
      }
    }
    return trials;
  }

  private static void requireSameImages(SweepConfig config) {
    for (DimensionSpec dimension : config.sweep().space()) {
      String key = dimension.hyperparameter().key();
      if (key.startsWith("data.")) {
        throw UserException.of(
            "Cannot search %s: all trials of a sweep share their images (run a sweep for each"
                + " value)",
            key);
      }
    }
  }
}
