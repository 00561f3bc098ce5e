package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.driver.analysis.Leader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.console.NextSteps;
import dev.lambdasweep.driver.console.PointText;
import dev.lambdasweep.driver.console.Progress;
import dev.lambdasweep.driver.console.RankedTable;
import dev.lambdasweep.driver.console.ShellText;
import dev.lambdasweep.driver.console.TrialText;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.ResultsWriter;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What happens to results when they reach the driver: they are stored at once, then told. At the
 * end it shows the table and what one would type next.
 */
final class Arrivals {
  /** Trials that a job's description names. */
  private static final int MOST_DESCRIBED = 5;

  private final SweepConfig config;
  private final ResultsStore store;
  private final Sweep sweep;
  private final ResultsWriter writer;
  private final List<Plan> plans;
  private final List<String> searched;
  private final String data;
  private final String file;
  private final int trials;
  private final List<TrialRow> rows;
  private final Leader leader;
  private final Progress progress;
  private final RemovedFiles removedFiles;
  private int failed;
  private final Thread interruption = new Thread(this::explainInterruption);

  Arrivals(
      SweepConfig config,
      ResultsStore store,
      List<Plan> plans,
      Set<TrialKey> done,
      SweepData data,
      String file) {
    this.file = file;
    this.config = config;
    this.store = store;
    this.plans = List.copyOf(plans);
    this.searched = Plan.searched(plans);
    this.sweep = plans.get(0).sweep();
    this.writer = store.writer(sweep, CodeVersion.text());
    this.data =
        String.format(
            Locale.ROOT,
            "%s, %s images to train on and %s to validate on",
            data.description(),
            range(data, Dataset::trainingSize),
            range(data, Dataset::validationSize));
    this.trials = plans.stream().mapToInt(plan -> plan.trials().size()).sum();
    this.rows =
        new ArrayList<>(
            store.rows(sweep.id()).value().stream()
                .filter(row -> done.contains(row.key()))
                .toList());
    this.leader = new Leader(config.refine().metric());
    rows.forEach(leader::add);
    this.progress = Progress.of(trials, rows);
    this.removedFiles = new RemovedFiles(store, writer, plans, progress);
  }

  /** "45,000", or "10,000 to 45,000" where data sets differ. */
  private static String range(SweepData data, ToIntFunction<Dataset> size) {
    IntSummaryStatistics sizes =
        data.sets().stream().map(TrialData::dataset).mapToInt(size).summaryStatistics();
    return sizes.getMin() == sizes.getMax()
        ? String.format(Locale.ROOT, "%,d", sizes.getMin())
        : String.format(Locale.ROOT, "%,d to %,d", sizes.getMin(), sizes.getMax());
  }

  /** Says what is about to happen. */
  void begin(List<Group> groups, int slots) {
    int left = trials - rows.size();
    System.err.printf(
        Locale.ROOT,
        "%s: %d of %d trials to train, %s%d at a time%n%s%n",
        sweep.id(),
        left,
        trials,
        groups.size() < left ? "in " + groups.size() + " groups, " : "",
        Math.min(groups.size(), slots),
        data);
    Runtime.getRuntime().addShutdownHook(interruption);
    progress.begin(
        Math.min(groups.size(), slots),
        groups.stream().mapToInt(group -> group.settings().size()).max().orElse(1),
        this::best);
  }

  /** What Spark's pages call a job: the first of its trials, and how many more. */
  String describe(List<Group> job) {
    List<Trial> described =
        job.stream().flatMap(group -> group.settings().stream()).map(TrialSetting::trial).toList();
    String more =
        described.size() > MOST_DESCRIBED
            ? " and " + (described.size() - MOST_DESCRIBED) + " more"
            : "";
    return described.stream()
        .limit(MOST_DESCRIBED)
        .map(trial -> " trial " + trial.number() + ": " + PointText.of(trial.point()))
        .collect(Collectors.joining(",", sweep.name(), more));
  }

  /** More trials failed than the file allows. */
  static final class TooManyFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyFailed(String message) {
      super(message);
    }
  }

  /**
   * Stores results, their models first, and tells of them.
   *
   * @throws TooManyFailed if more have failed now than may
   */
  void accept(List<TrainedTrial> arrived) {
    for (TrainedTrial trained : arrived) {
      TrialKey key = TrialKey.of(trained.result().trial());
      trained
          .model()
          .forEach(model -> store.publish(ResultsStore.modelName(sweep.id(), key), model));
    }
    List<TrialRow> added =
        writer.add(
            arrived.stream()
                .map(trained -> new FinishedTrial(trained.result(), parameters(trained)))
                .toList());
    for (int i = 0; i < added.size(); i++) {
      TrialRow row = added.get(i);
      Trial trial = arrived.get(i).result().trial();
      rows.add(row);
      leader.add(row);
      failed += row.isComplete() ? 0 : 1;
      progress.ended(trial, row);
    }
    removedFiles.restoreWithPlan();
    progress.show(this::best);
    long most = config.find(Settings.MAX_FAILED).orElse(Long.MAX_VALUE);
    if (failed > most) {
      throw new TooManyFailed(
          String.format(
              "Stopped: %d trials failed, more than execution.max-failed-trials = %d. %d of %d"
                  + " trials have their rows. To train the others: %s",
              failed, most, rows.size(), trials, resumption()));
    }
  }

  private java.util.Map<String, Object> parameters(TrainedTrial trained) {
    return config.with(trained.result().trial().point().values()).values().columns();
  }

  /**
   * Shows the table and what to type next; gives the exit code.
   *
   * @throws dev.lambdasweep.core.UserException if rows were removed that cannot be restored
   */
  int end() {
    progress.end();
    removedFiles.restore();
    Runtime.getRuntime().removeShutdownHook(interruption);
    RankedTable.of(config, plans, rows, store.outcomes(sweep.id()).value()).print(System.out);
    System.out.println();
    System.out.println("sweep " + sweep.id());
    boolean failed = rows.stream().anyMatch(row -> !row.isComplete());
    rows.stream()
        .filter(row -> !row.isComplete())
        .findFirst()
        .ifPresent(
            row ->
                System.err.printf(
                    "Trial %s failed: %s%n", row.key().number(), row.ending().error()));
    removedFiles.requireNoneLost(rows, resumption());
    if (rows.stream().anyMatch(TrialRow::isComplete)) {
      NextSteps next = new NextSteps(config, store, sweep, rows);
      System.err.println(next.text(file));
    }
    return failed ? ExitCode.SOME_FAILED : ExitCode.SUCCESS;
  }

  /** Ends without a table, as another driver goes on. */
  void giveUp() {
    progress.end();
    Runtime.getRuntime().removeShutdownHook(interruption);
  }

  private void explainInterruption() {
    System.err.printf(
        "%n%d of %d trials have their rows. To train the others: %s%n",
        rows.size(), trials, resumption());
  }

  private String resumption() {
    return "scripts/sweep resume " + sweep.id() + ShellText.resultsOption(store);
  }

  private String best() {
    return leader.row().map(row -> TrialText.best(searched, row)).orElse("");
  }
}
