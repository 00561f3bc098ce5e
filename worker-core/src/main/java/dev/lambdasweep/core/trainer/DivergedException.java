package dev.lambdasweep.core.trainer;

/** A loss or a parameter is not finite, so the training cannot go on. */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A training that diverged.
   *
   * @param message one line for a person: what was not finite, and when
   */
  public DivergedException(String message) {
    super(message);
  }
}
