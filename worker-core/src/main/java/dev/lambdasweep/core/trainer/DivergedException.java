package dev.lambdasweep.core.trainer;

/** A loss or a parameter is not finite, so the training cannot continue. */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Ends the training as diverged.
   *
   * @param message one line of readable text: what was not finite, and when
   */
  public DivergedException(String message) {
    super(message);
  }
}
