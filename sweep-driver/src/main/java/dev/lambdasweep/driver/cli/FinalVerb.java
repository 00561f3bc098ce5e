package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.SweepConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "final",
    description = {
      "Trains the best point of a sweep (without --from, the file's own points), measures it once"
          + " on the test images, and saves the model."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep final conf/final.conf --from fine"})
final class FinalVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--from",
      paramLabel = "SWEEP",
      description = "Sweep whose best point is trained: an id, a name or the beginning of an id.")
  private Optional<String> from = Optional.empty();

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    return Run.of(config.name(), file.name(), sweeps -> sweeps.finish(config, from));
  }
}
