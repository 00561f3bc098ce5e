package dev.lambdasweep.driver.console;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Reserves standard output for results: until it is closed, whatever else is printed, such as by a
 * trainer in the same process, goes to standard error.
 */
public final class ResultsOutput implements AutoCloseable {
  private final PrintStream results;

  private ResultsOutput(PrintStream results) {
    this.results = results;
  }

  /** Sends all other output to standard error from now on. */
  public static ResultsOutput reserve() {
    ResultsOutput output = new ResultsOutput(System.out);
    System.setOut(System.err);
    return output;
  }

  /** Does something with the standard output reserved. */
  public static <T> T during(Supplier<T> action) {
    ResultsOutput output = reserve();
    try {
      return action.get();
    } finally {
      output.close();
    }
  }

  /** The standard output. */
  public PrintStream stream() {
    return results;
  }

  @Override
  public void close() {
    System.setOut(results);
  }
}
