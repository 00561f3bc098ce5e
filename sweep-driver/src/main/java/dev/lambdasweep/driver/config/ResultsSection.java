package dev.lambdasweep.driver.config;

import java.io.Serializable;

/**
 * Where rows go.
 *
 * @param directory a path or any Hadoop URI
 */
public record ResultsSection(String directory) implements Serializable {
  /** Checks the directory. */
  public ResultsSection {
    Keys.RESULTS_DIRECTORY.check(directory);
  }
}
