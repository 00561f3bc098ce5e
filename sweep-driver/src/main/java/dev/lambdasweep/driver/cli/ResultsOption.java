package dev.lambdasweep.driver.cli;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.store.ResultsStore;
import java.util.List;
import picocli.CommandLine.Option;

/** The results directory, which overrides the file's or the default one. */
final class ResultsOption {

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Results directory: a path or any Hadoop URI; default: results.")
  private String directory = "";

  /** The settings as KEY=VALUE. */
  List<String> settings() {
    return directory.isEmpty()
        ? List.of()
        : List.of("results.directory=" + ConfigUtil.quoteString(directory));
  }

  /** The directory, for verbs that read no sweep file. */
  String directory() {
    return directory.isEmpty() ? ConfigReader.defaultResultsDirectory() : directory;
  }

  /** The results, for reading only. */
  ResultsStore reading() {
    return ResultsStore.reading(directory(), HadoopSettings.configuration());
  }
}
