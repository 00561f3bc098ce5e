package dev.lambdasweep.driver.cli;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.store.ResultsStore;
import java.util.List;
import picocli.CommandLine.Option;

/** Where results lie, over what the file or the defaults say. */
final class ResultsOption {

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results lie: a path or any Hadoop URI. Default: results.")
  private String directory = "";

  /** As KEY=VALUE. */
  List<String> settings() {
    return directory.isEmpty()
        ? List.of()
        : List.of("results.directory=" + ConfigUtil.quoteString(directory));
  }

  /** The directory for verbs that read no file. */
  String directory() {
    return directory.isEmpty() ? ConfigReader.defaultResultsDirectory() : directory;
  }

  /** The results, to be read. */
  ResultsStore reading() {
    return ResultsStore.reading(directory(), HadoopSettings.configuration());
  }
}
