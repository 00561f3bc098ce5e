package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.api.Resumption;
import java.util.List;
import java.util.concurrent.Callable;
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
  @Parameters(
      index = "0",
      paramLabel = "SWEEP",
      description = "An id, a name or the beginning of an id.")
  private String text;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Where the data are now: data.directory=DIR")
  private List<String> settings = List.of();

  @Option(names = "--retry-failed", description = "Also train failed trials again.")
  private boolean retryFailed;

  @Mixin private ForceOption force;
  @Mixin private DataOption data;
  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    Resumption how = new Resumption(retryFailed, force.isGiven(), data.and(settings));
    return Run.of(text, "FILE", sweeps -> sweeps.results(results.directory()).resume(text, how));
  }
}
