package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Leader;
import dev.lambdasweep.driver.cluster.Causes;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.console.Progress;
import dev.lambdasweep.driver.console.RunningTrials;
import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.console.TrialText;
import dev.lambdasweep.driver.lease.LeaseObserver;
import dev.lambdasweep.driver.live.LiveFile;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.Trial;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = {
      "Shows the progress of a running sweep, read from its results, until all trials have ended,"
          + " then its table. Continues as long as a driver may retrain failed trials."
          + " Ctrl-C stops watching, not the sweep."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep watch coarse"})
final class WatchVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Seconds between two reads of the results; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private double every;

  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    if (!(every >= 0.1 && every <= 3600)) {
      throw UserException.of("Invalid --every: %s, must be from 0.1 to 3600 seconds", every);
    }
    ResultsStore store = results.reading();
    Sweep sweep = Sweeps.in(store).find(text);
    List<Plan> plans = store.plans(sweep.id());
    SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration());
    Set<Skipped> reported = new HashSet<>();
    LeaseObserver driver = LeaseObserver.of(store.leases(sweep.id()));
    // checked before the rows are read, so that they include all that an ended driver stored
    boolean isAtWork = isAtWork(driver, sweep);
    List<TrialRow> rows = rows(store, sweep, reported);
    LiveFile live = new LiveFile(store, sweep.id());
    Watched watched = new Watched(plans, config, rows, isAtWork ? live.running() : List.of());
    while (!watched.isOver(isAtWork)) {
      // a driver that has come to an end may leave its file
      watched.show(isAtWork ? live.running() : List.of());
      sleep();
      isAtWork = isAtWork(driver, sweep);
      if (watched.hasAllRows()) {
        // the next generation may have been planned; a plan comes before its rows
        watched.plan(store.plans(sweep.id()));
      }
      rows = rows(store, sweep, reported);
      watched.take(rows);
    }
    watched.show(List.of());
    watched.progress.end();
    return ShowVerb.print(config, store, sweep, rows);
  }

  /** What is known and shown of a sweep. */
  private static final class Watched {
    private final Map<TrialKey, Trial> trials = new LinkedHashMap<>();
    private final Map<TrialKey, TrialRow> known = new HashMap<>();
    private List<String> searched = List.of();
    private final Metric objective;
    private final Leader leader;
    private final Progress progress;
    private final RunningTrials running;
    private int expected;
    private boolean hasSeenArrival;

    Watched(
        List<Plan> plans, SweepConfig config, List<TrialRow> rows, List<RunningTrial> trainingNow) {
      plan(plans);
      rows.forEach(row -> known.put(row.key(), row));
      objective = config.objective();
      leader = new Leader(objective);
      rows.forEach(leader::add);
      running = new RunningTrials(config);
      String now = running.list(trainingNow.stream().filter(this::isWaitedFor).toList());
      System.err.printf(
          "%s: %d of %d trials have ended%s%n",
          plans.get(0).sweep().id(), known.size(), expected, now.isEmpty() ? "" : ", " + now);
      progress = Progress.of(expected, rows);
      progress.begin(1, 1, this::best);
    }

    /** Takes the plan as it is now. */
    void plan(List<Plan> plans) {
      plans.stream()
          .flatMap(plan -> plan.trials().stream())
          .forEach(trial -> trials.put(TrialKey.of(trial), trial));
      searched = Plan.searched(plans);
      expected = Plan.expectedTrials(plans);
    }

    /** Whether all trials that are planned have a row. */
    boolean hasAllRows() {
      return known.keySet().containsAll(trials.keySet());
    }

    /**
     * Whether no more rows can arrive; a driver at work may train failed trials again, or plan the
     * next generation.
     */
    boolean isOver(boolean isAtWork) {
      boolean isWhole =
          trials.size() >= expected && known.values().stream().noneMatch(TrialRow::isFailed);
      return hasAllRows() && (isWhole || !isAtWork);
    }

    /** Shows every row that has arrived: new ones and those that replace a failed one. */
    void take(List<TrialRow> rows) {
      List<TrialRow> arrived =
          rows.stream()
              .filter(row -> trials.containsKey(row.key()))
              .filter(row -> isNews(row, known.get(row.key())))
              .toList();
      if (!arrived.isEmpty() && !hasSeenArrival) {
        // these were already training when the watching began
        progress.began(
            Collections.min(arrived.stream().map(row -> row.execution().startedAt()).toList()));
        hasSeenArrival = true;
      }
      for (TrialRow row : arrived) {
        leader.add(row);
        if (known.put(row.key(), row) == null) {
          progress.ended(objective, trials.get(row.key()), row);
        } else {
          progress.endedAgain(objective, trials.get(row.key()), row);
        }
      }
    }

    /** Draws the bar, with the trials that are running. */
    void show(List<RunningTrial> trials) {
      progress.running(running.text(trials.stream().filter(this::isWaitedFor).toList()));
      progress.show(this::best);
    }

    private boolean isWaitedFor(RunningTrial trial) {
      TrialRow row = known.get(TrialKey.of(trial));
      return row == null || row.isFailed();
    }

    private static boolean isNews(TrialRow row, TrialRow before) {
      return before == null || (before.isFailed() && !before.equals(row));
    }

    private String best() {
      return leader.row().map(row -> TrialText.best(objective, searched, row)).orElse("");
    }
  }

  /** The rows as they are now; warns once about each line that cannot be read. */
  private static List<TrialRow> rows(ResultsStore store, Sweep sweep, Set<Skipped> reported) {
    Reading<List<TrialRow>> rows = store.rows(sweep.id());
    SkippedLines.warn(rows.skipped().stream().filter(reported::add).toList());
    return rows.value();
  }

  private static boolean isAtWork(LeaseObserver driver, Sweep sweep) {
    try {
      return driver.isHeld();
    } catch (IOException e) {
      throw new UserException(
          String.format("Cannot watch %s: %s (check its permissions)", sweep.id(), Causes.line(e)),
          e);
    }
  }

  private void sleep() {
    try {
      Thread.sleep(Math.round(1000 * every));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while watching", e);
    }
  }
}
