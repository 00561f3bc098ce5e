package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.api.Resumption;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "extend",
    description = {
      "Adds the next points of a search and trains all of its trials that have no row yet."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep extend coarse --trials 10"})
final class ExtendVerb implements Callable<Integer> {
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

  @Option(
      names = "--trials",
      required = true,
      paramLabel = "N",
      description = "Number of points to add, from 1 to " + Settings.MOST_POINTS + ".")
  private int trials;

  @Mixin private ForceOption force;
  @Mixin private DataOption data;
  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    Resumption how = new Resumption(false, force.isGiven(), data.and(settings));
    return Run.of(
        text, "FILE", sweeps -> sweeps.results(results.directory()).extend(text, trials, how));
  }
}
