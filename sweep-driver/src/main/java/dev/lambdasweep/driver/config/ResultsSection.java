package dev.lambdasweep.driver.config;

/**
 * Where rows go.
 *
 * @param directory a path or any Hadoop URI
 */
public record ResultsSection(String directory) {
  /** Checks the directory. */
  public ResultsSection {
    Keys.RESULTS_DIRECTORY.check(directory);
  }
}
