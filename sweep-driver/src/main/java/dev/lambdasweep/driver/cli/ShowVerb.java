package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.console.RankedTable;
import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepResults;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = {
      "Shows the trials of a sweep, best first, or the means of its points if they were trained"
          + " repeatedly. Marks those that cannot be distinguished from the best."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep show coarse"})
final class ShowVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(names = "--trials", description = "Show one line per trial even if there are repeats.")
  private boolean trials;

  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweeps sweeps = Sweeps.in(store);
    Sweep sweep = sweeps.find(text);
    List<Plan> plans = sweeps.plans(sweep);
    SweepResults stored = store.results(sweep.id());
    Reading<List<TrialRow>> rows = stored.rows();
    SkippedLines.warn(rows.skipped());
    System.out.printf(
        "%s, %s%s, %d of %d trials have ended%n%s%n%n",
        sweep.id(),
        sweep.kind().word(),
        sweep.parent().isEmpty() ? "" : " from " + sweep.parent(),
        rows.value().size(),
        Plan.expectedTrials(plans),
        plans.get(0).origin().dataDescription());
    RankedTable table =
        RankedTable.of(
            ConfigReader.fromJson(plans.get(0).configuration()),
            plans,
            rows.value(),
            stored.outcomes().value());
    if (trials) {
      table.printTrials(System.out);
    } else {
      table.print(System.out);
    }
    return ExitCode.SUCCESS;
  }

  /** Prints the table; returns the exit code that the sweep itself ended with. */
  static int print(SweepConfig config, ResultsStore store, Sweep sweep, List<TrialRow> rows) {
    RankedTable.of(config, store.plans(sweep.id()), rows, store.outcomes(sweep.id()).value())
        .print(System.out);
    return rows.stream().anyMatch(TrialRow::isFailed) ? ExitCode.SOME_FAILED : ExitCode.SUCCESS;
  }
}
