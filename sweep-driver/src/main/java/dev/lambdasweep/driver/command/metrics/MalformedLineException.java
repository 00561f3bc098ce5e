package dev.lambdasweep.driver.command.metrics;

/** A line of a program's output that cannot be read as what it begins as. */
public final class MalformedLineException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A malformed line.
   *
   * @param message what is wrong with the line
   */
  public MalformedLineException(String message) {
    super(message);
  }
}
