package dev.lambdasweep.driver.cli;

/** Exit codes of the process. */
public final class ExitCode {
  /** every trial is COMPLETE or STOPPED */
  public static final int SUCCESS = 0;

  /** at least one trial, or a gradient check, failed */
  public static final int SOME_FAILED = 1;

  /** user error, reported in one message */
  public static final int USER_ERROR = 2;

  /** a bug in this program, reported with its stack trace */
  public static final int INTERNAL_ERROR = 3;

  private ExitCode() {}
}
