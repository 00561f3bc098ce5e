package dev.lambdasweep.driver;

import dev.lambdasweep.driver.cli.ExitCode;
import java.util.Arrays;
import java.util.List;

/**
 * Runs several verbs in one process. The build does so to find the classes that they load, for the
 * archive with which {@code scripts/sweep} starts faster.
 */
public final class Rehearsal {
  /** Separates the verbs. */
  private static final String NEXT = "then";

  private Rehearsal() {}

  /**
   * Runs verbs one after another, up to one that fails, and exits with the last exit code.
   *
   * @param arguments verbs with their arguments, {@value NEXT} between them
   */
  public static void main(String[] arguments) {
    List<String> rest = Arrays.asList(arguments);
    int code = ExitCode.SUCCESS;
    while (code == ExitCode.SUCCESS && !rest.isEmpty()) {
      int end = rest.contains(NEXT) ? rest.indexOf(NEXT) : rest.size();
      code = SweepApp.run(rest.subList(0, end).toArray(String[]::new));
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
    }
    System.exit(code);
  }
}
