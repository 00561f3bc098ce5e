package dev.lambdasweep.driver.sweep;

/** Thrown by a {@link SweepListener} to end a sweep before all of its trials are trained. */
public final class SweepAborted extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An exception that aborts the sweep.
   *
   * @param message one line that says why
   */
  public SweepAborted(String message) {
    super(message);
  }
}
