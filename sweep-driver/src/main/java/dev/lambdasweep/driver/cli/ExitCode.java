package dev.lambdasweep.driver.cli;

/** What the process ends with. */
public final class ExitCode {
  /** every trial COMPLETE or STOPPED */
  public static final int SUCCESS = 0;

  /** some trial FAILED, or a gradient check did */
  public static final int SOME_FAILED = 1;

  /** the user's mistake, told in one message */
  public static final int USER_MISTAKE = 2;

  /** our mistake, told with its stack trace */
  public static final int OUR_MISTAKE = 3;

  private ExitCode() {}
}
