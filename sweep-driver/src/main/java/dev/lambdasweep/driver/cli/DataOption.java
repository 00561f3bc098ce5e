package dev.lambdasweep.driver.cli;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.driver.source.Cifar10Files;
import java.util.List;
import picocli.CommandLine.Option;

/** Where CIFAR-10 lies, over what the file says. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "CIFAR-10's binary files: a path or any Hadoop URI.")
  private String directory = "";

  /** As KEY=VALUE; whoever names a directory wants it read, so it also sets the source. */
  List<String> settings() {
    return directory.isEmpty()
        ? List.of()
        : List.of(
            "data.source=" + Cifar10Files.NAME,
            "data.directory=" + ConfigUtil.quoteString(directory));
  }
}
