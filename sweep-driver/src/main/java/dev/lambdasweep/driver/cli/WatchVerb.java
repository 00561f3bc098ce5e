package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.refine.Leader;
import dev.lambdasweep.driver.results.Plan;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.Sweep;
import dev.lambdasweep.driver.results.Sweeps;
import dev.lambdasweep.driver.results.TrialKey;
import dev.lambdasweep.driver.results.TrialRow;
import dev.lambdasweep.driver.trial.Trial;
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
      "Shows how far a running sweep is, from its results alone, until all its trials have ended; then"
          + " its table. Ctrl-C ends the watching, not the sweep."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep watch coarse"})
final class WatchVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often to look; default: ${DEFAULT-VALUE}.",
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
    SweepConfig config = ConfigReader.fromJson(store.plans(sweep.id()).get(0).configuration());
    List<TrialRow> rows = watched(store, sweep, config);
    return ShowVerb.print(config, store, sweep, rows);
  }

  /** Tells of every row as it comes; gives them all when none is missing. */
  private List<TrialRow> watched(ResultsStore store, Sweep sweep, SweepConfig config) {
    Set<TrialKey> known = new HashSet<>();
    Leader leader = new Leader(config.refine().metric());
    List<TrialRow> rows = store.rows(sweep.id()).value();
    rows.forEach(row -> known.add(row.key()));
    rows.forEach(leader::add);
    Map<TrialKey, Trial> trials = trials(store.plans(sweep.id()));
    System.err.printf("%s: %d of %d trials have ended%n", sweep.id(), known.size(), trials.size());
    Progress progress =
        new Progress(System.err, Progress.isTerminal(), trials.size(), known.size());
    progress.begin(1, 1);
    while (!known.containsAll(trials.keySet())) {
      sleep();
      rows = store.rows(sweep.id()).value();
      for (TrialRow row : rows) {
        Trial trial = trials.get(row.key());
        if (trial != null && known.add(row.key())) {
          leader.add(row);
          progress.ended(
              () -> TrialText.ended(trial, row), row.isComplete(), TrialText.seconds(row));
        }
      }
      progress.show(() -> leader.row().map(row -> TrialText.best(config, row)).orElse(""));
    }
    progress.end();
    return rows;
  }

  private static Map<TrialKey, Trial> trials(List<Plan> plans) {
    Map<TrialKey, Trial> trials = new LinkedHashMap<>();
    for (Plan plan : plans) {
      plan.trials().forEach(trial -> trials.put(TrialKey.of(trial), trial));
    }
    return trials;
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
