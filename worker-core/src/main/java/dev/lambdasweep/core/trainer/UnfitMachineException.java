package dev.lambdasweep.core.trainer;

/**
 * Thrown by a trainer if the machine, not the trial, is the reason why it cannot train: a program
 * is not installed, or a disk is full. The trial is tried again, on another machine if there is
 * one.
 */
public final class UnfitMachineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * The reason why this machine cannot train.
   *
   * @param message one line of readable text that names the machine
   * @param cause exception behind it
   */
  public UnfitMachineException(String message, Throwable cause) {
    super(message, cause);
  }
}
