package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.ResultsStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "final",
    description = {
      "Trains the best of a sweep (without --from, the file's own points), measures it on the test"
          + " images once at its end, and saves the model."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep final conf/final.conf --from fine"})
final class FinalVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--from",
      paramLabel = "SWEEP",
      description = "The sweep whose best is trained: an id, a name or the beginning of an id.")
  private String from = "";

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    if (from.isEmpty()) {
      return SweepFlow.start(config, Kind.FINAL, "", config.initialPoints(), file.name());
    }
    ResultsStore store =
        ResultsStore.reading(
            config.get(Settings.RESULTS_DIRECTORY), HadoopSettings.configuration());
    Parent parent = Parent.find(store, from, config.refine());
    List<Point> best = parent.bestFirst().subList(0, 1);
    return SweepFlow.start(config, Kind.FINAL, parent.sweep().id().text(), best, file.name());
  }
}
