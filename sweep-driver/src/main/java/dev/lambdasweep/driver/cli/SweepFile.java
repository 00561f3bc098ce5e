package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.api.TrainerRegistry;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.console.ResultsOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The arguments of every verb that reads a sweep file. */
final class SweepFile {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Sweep file, such as conf/coarse.conf.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Settings that override the file's: training.batch-size=50 lambda=0.01")
  private List<String> settings = List.of();

  @Mixin private DataOption data;
  @Mixin private ResultsOption results;

  /** The file as the user would type it: relative if it is below the current directory. */
  String name() {
    Path here = Path.of("").toAbsolutePath();
    Path there = file.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there).toString() : file.toString();
  }

  /** The resolved configuration; all problems in it are reported at once. */
  SweepConfig read() {
    List<String> overrides = new ArrayList<>(settings);
    overrides.addAll(data.settings());
    overrides.addAll(results.settings());
    return ResultsOutput.during(
        () -> ConfigReader.read(file, overrides, TrainerRegistry.builtIn().known()));
  }
}
