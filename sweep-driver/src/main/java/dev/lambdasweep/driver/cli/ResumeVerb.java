package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description = "Trains the trials of a sweep that have no row yet.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep resume coarse"})
final class ResumeVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(names = "--retry-failed", description = "Train what failed once more, too.")
  private boolean retryFailed;

  @Mixin private ForceOption force;
  @Mixin private DataOption data;
  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweep sweep = Sweeps.in(store).find(text);
    List<Plan> plans = store.plans(sweep.id());
    Reading<List<TrialRow>> rows = store.rows(sweep.id());
    Predicate<TrialRow> isDone = row -> row.isComplete() || !retryFailed;
    Set<TrialKey> done =
        rows.value().stream().filter(isDone).map(TrialRow::key).collect(Collectors.toSet());
    SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration(), data.settings());
    boolean finished =
        plans.stream()
            .flatMap(plan -> plan.trials().stream())
            .allMatch(trial -> done.contains(TrialKey.of(trial)));
    if (finished) {
      ResultsOption.warn(rows.skipped());
      System.err.printf("%s: all trials have their rows, nothing to train%n", sweep.id());
      return ShowVerb.print(config, store, sweep, rows.value());
    }
    ResultsStore writable =
        ResultsStore.writing(results.directory(), HadoopSettings.configuration());
    return SweepFlow.resume(config, writable, plans, isDone, force.isGiven());
  }
}
