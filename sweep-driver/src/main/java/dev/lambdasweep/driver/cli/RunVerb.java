package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.SweepConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    description = "Searches the space that a file describes and prints the ranked table.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep run conf/coarse.conf --data cifar-10-batches-bin"})
final class RunVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    return Run.of(config.name(), file.name(), sweeps -> sweeps.run(config));
  }
}
