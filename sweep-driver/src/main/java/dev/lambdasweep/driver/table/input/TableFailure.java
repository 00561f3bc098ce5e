package dev.lambdasweep.driver.table.input;

/** A table could not be read; the cause says why. {@link ReadErrors} makes a message of it. */
public final class TableFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TableFailure(Throwable cause) {
    super(cause);
  }
}
