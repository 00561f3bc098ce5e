package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.console.ConsoleListener;
import java.util.function.Consumer;

/** Runs a sweep as a verb does: on Spark of its own, and shown in the terminal. */
final class Run {
  private Run() {}

  /**
   * Runs a sweep.
   *
   * @param name of the sweep, for Spark's pages
   * @param file name of the sweep's file, shown in the hint what to type next
   * @param action what to run
   * @return the exit code
   */
  static int of(String name, String file, Consumer<LambdaSweep> action) {
    try (OnDemandSpark spark = new OnDemandSpark("Lambda Sweep " + name);
        ConsoleListener console = new ConsoleListener(file)) {
      action.accept(LambdaSweep.on(spark).listener(console));
      return console.hasFailedTrials() ? ExitCode.SOME_FAILED : ExitCode.SUCCESS;
    }
  }
}
