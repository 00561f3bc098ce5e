package dev.lambdasweep.driver.cli;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.driver.source.Cifar10Files;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The directory of CIFAR-10, which overrides the file's. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Directory of CIFAR-10's binary files: a path or any Hadoop URI.")
  private String directory = "";

  /** The settings as KEY=VALUE; naming a directory also selects CIFAR-10 as the source. */
  List<String> settings() {
    return directory.isEmpty()
        ? List.of()
        : List.of(
            "data.source=" + Cifar10Files.NAME,
            "data.directory=" + ConfigUtil.quoteString(directory));
  }

  /** These settings after others, over which they have precedence. */
  List<String> and(List<String> others) {
    return Stream.concat(others.stream(), settings().stream()).toList();
  }
}
