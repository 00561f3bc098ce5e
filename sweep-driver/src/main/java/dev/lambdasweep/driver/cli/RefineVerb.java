package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.SweepConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "refine",
    description = {
      "Searches a narrower space around the best points of a sweep: the file's space or, if the"
          + " file has none, the sweep's own space narrowed to the neighbours of the best points."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep refine conf/fine.conf --from coarse"})
final class RefineVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SWEEP",
      description = "Sweep to refine: an id, a name or the beginning of an id.")
  private String from;

  @Option(
      names = "--by-rule",
      description = "Narrow the space of --from even if the file defines its own.")
  private boolean byRule;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    return Run.of(config.name(), file.name(), sweeps -> sweeps.refine(config, from, byRule));
  }
}
