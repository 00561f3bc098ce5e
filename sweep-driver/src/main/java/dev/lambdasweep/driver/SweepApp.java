package dev.lambdasweep.driver;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cli.ExitCode;
import dev.lambdasweep.driver.cli.SweepCommand;
import dev.lambdasweep.driver.cluster.SweepSession;
import dev.lambdasweep.driver.config.Suggestions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The application's entry: runs a verb and ends with its exit code. */
public final class SweepApp {
  private SweepApp() {}

  /** Runs the verb that the arguments name. */
  public static void main(String[] arguments) {
    System.exit(SweepSession.isSupervised() ? refuseSupervision() : run(arguments));
  }

  /**
   * A driver that Spark starts again does not know which sweep it had begun, and would begin
   * another one. Any code but 0 would have it started again and again.
   */
  private static int refuseSupervision() {
    System.err.println(
        "Cannot run with --supervise: a driver that Spark starts again would begin another sweep"
            + " (submit without it; scripts/sweep resume goes on with a sweep whose driver was"
            + " lost). Nothing was done; this driver ends with 0, or Spark would start it again.");
    return ExitCode.SUCCESS;
  }

  /** Runs a verb and gives its exit code. */
  static int run(String... arguments) {
    CommandLine command = new CommandLine(new SweepCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(SweepApp::explainArguments);
    command.setExecutionExceptionHandler((exception, unused, parsed) -> explain(exception));
    try {
      return command.execute(arguments);
    } catch (FSError e) {
      // Hadoop's local file system throws errors where a disk fails
      System.err.printf("Cannot read or write a local file: %s%n", e.getMessage());
      return ExitCode.USER_MISTAKE;
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "Out of memory: the heap has %d MB, which does not hold the images or the results (give"
              + " scripts/sweep --driver-memory 4g before the verb)%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return ExitCode.USER_MISTAKE;
    }
  }

  private static int explainArguments(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    if (command.getParent() == null
        && exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      System.err.println(
          Suggestions.unknownVerb(
              unmatched.getUnmatched().get(0), command.getSubcommands().keySet()));
      return ExitCode.USER_MISTAKE;
    }
    System.err.println(exception.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(exception, errors())) {
      System.err.printf(
          "(%s --help shows the arguments)%n", command.getCommandSpec().qualifiedName());
    }
    return ExitCode.USER_MISTAKE;
  }

  private static PrintWriter errors() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  private static int explain(Exception exception) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      // interrupted; what fails now fails for that, and the verb has said how to go on
      return ExitCode.OUR_MISTAKE;
    }
    if (exception instanceof UserException) {
      System.err.println(exception.getMessage());
      return ExitCode.USER_MISTAKE;
    }
    System.err.println(
        "This is a mistake of Lambda Sweep's, not yours; please report what follows.");
    exception.printStackTrace();
    return ExitCode.OUR_MISTAKE;
  }
}
