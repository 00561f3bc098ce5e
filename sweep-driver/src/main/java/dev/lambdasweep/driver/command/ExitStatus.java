package dev.lambdasweep.driver.command;

import java.util.Map;

/**
 * How a program ended, as the JVM and shells tell it.
 *
 * @param code 0 for success; 128 + n if signal n killed it
 */
record ExitStatus(int code) {
  private static final int SIGNALLED = 128;

  /** Signals that have the same number on Linux and macOS. */
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"));

  boolean isSuccess() {
    return code == 0;
  }

  /** "exit code 1", or "killed by signal 9 (SIGKILL)". */
  @Override
  public String toString() {
    String signal = SIGNALS.get(code - SIGNALLED);
    return signal == null
        ? "exit code " + code
        : "killed by signal %d (%s)".formatted(code - SIGNALLED, signal);
  }
}
