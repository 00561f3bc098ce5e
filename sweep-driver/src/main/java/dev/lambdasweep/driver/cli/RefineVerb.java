package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.SweepConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "refine",
    description = {
      "Searches a narrower space round the best of a sweep: the space of the file, or, where the"
          + " file has none, between the neighbours of the best."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep refine conf/fine.conf --from coarse"})
final class RefineVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SWEEP",
      description = "The sweep to refine: an id, a name or the beginning of an id.")
  private String from;

  @Option(
      names = "--by-rule",
      description = "Narrow the space of --from, even where the file has one of its own.")
  private boolean byRule;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    return Run.of(config.name(), file.name(), sweeps -> sweeps.refine(config, from, byRule));
  }
}
