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

/** The application's entry point: runs a verb and exits with its exit code. */
public final class SweepApp {
  private SweepApp() {}

  /** Runs the verb given by the arguments. */
  public static void main(String[] arguments) {
    System.exit(SweepSession.isSupervised() ? refuseSupervision() : run(arguments));
  }

  /**
   * A driver that Spark restarts does not know which sweep it had started, and would start another
   * one. With any exit code but 0, Spark would restart it again and again.
   */
  private static int refuseSupervision() {
    System.err.println(
        "Cannot run with --supervise: a driver that Spark restarts would start another sweep"
            + " (submit without it; scripts/sweep resume continues a sweep whose driver was"
            + " lost). Nothing was done; the exit code is 0, because Spark would restart the"
            + " driver after any other.");
    return ExitCode.SUCCESS;
  }

  /** Runs a verb and returns its exit code. */
  static int run(String... arguments) {
    CommandLine command = new CommandLine(new SweepCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(SweepApp::explainArguments);
    command.setExecutionExceptionHandler((exception, unused, parsed) -> explain(exception));
    try {
      return command.execute(arguments);
    } catch (FSError e) {
      // Hadoop's local file system throws errors if a disk fails
      System.err.printf("Cannot read or write a local file: %s%n", e.getMessage());
      return ExitCode.USER_ERROR;
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "Out of memory: the heap of %d MB is too small for the images or the results (give"
              + " scripts/sweep --driver-memory 4g before the verb)%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return ExitCode.USER_ERROR;
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
      return ExitCode.USER_ERROR;
    }
    System.err.println(exception.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(exception, errors())) {
      System.err.printf(
          "(%s --help shows the arguments)%n", command.getCommandSpec().qualifiedName());
    }
    return ExitCode.USER_ERROR;
  }

  private static PrintWriter errors() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  private static int explain(Exception exception) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      // interrupted: failures from now on are its consequences, and the verb has said how to
      // continue
      return ExitCode.INTERNAL_ERROR;
    }
    if (exception instanceof UserException) {
      System.err.println(exception.getMessage());
      return ExitCode.USER_ERROR;
    }
    System.err.println(
        "This is a bug in Lambda Sweep, not in your input; please report what follows.");
    exception.printStackTrace();
    return ExitCode.INTERNAL_ERROR;
  }
}
