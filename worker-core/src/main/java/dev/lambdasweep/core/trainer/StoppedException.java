package dev.lambdasweep.core.trainer;

/**
 * Thrown by {@link TrialContext#report} if the training is to end now: its time is over, its sweep
 * was cancelled, or it has reached its {@link TrialContext#rung}. Trainers let it pass, after they
 * have closed what they opened.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * The end of a training.
   *
   * @param message one line of readable text: why it ends
   */
  public StoppedException(String message) {
    super(message);
  }
}
