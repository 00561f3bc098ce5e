package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.console.ConsoleListener;
import dev.lambdasweep.driver.console.ResultsOutput;
import java.util.function.Consumer;

/** Runs a sweep for a verb: on its own Spark context, with progress shown in the terminal. */
final class Run {
  private Run() {}

  /**
   * Runs a sweep.
   *
   * @param name the sweep's name, shown in Spark's UI
   * @param file name of the sweep's file, shown in the hint about what to type next
   * @param action the call that runs the sweep
   * @return the exit code
   */
  static int of(String name, String file, Consumer<LambdaSweep> action) {
    try (ResultsOutput output = ResultsOutput.reserve();
        OnDemandSpark spark = new OnDemandSpark("Lambda Sweep " + name);
        ConsoleListener console = new ConsoleListener(file, output.stream())) {
      action.accept(LambdaSweep.on(spark).listener(console));
      return console.hasFailedTrials() ? ExitCode.SOME_FAILED : ExitCode.SUCCESS;
    }
  }
}
