package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What an executor offers to the trainings of a task. Independent of Spark.
 *
 * @param place where it is, for the rows
 * @param threads number of threads that a training may use
 * @param resources addresses of the resources that are reserved for the task, by name
 * @param scratch directory in which trainings may have directories of their own
 * @param checkpoints what its trainings continue from, and may hand over
 * @param live receives what is reported while trainings run
 * @param check check that is run while a training is under way, and before an exception is
 *     attributed to it
 * @param binding wraps what the thread of a training runs, so that the executor's own code works
 *     there as it does in the thread of the task
 */
public record TrialHost(
    Place place,
    int threads,
    Map<String, List<String>> resources,
    Path scratch,
    Checkpoint.Exchange checkpoints,
    Consumer<RunningTrial.Report> live,
    Check check,
    UnaryOperator<Runnable> binding) {

  /** Throws if a training was disturbed from outside, such as by an interruption. */
  @FunctionalInterface
  public interface Check {
    /** Throws any exception that must reach the caller. */
    void run();
  }

  /** An executor without code of its own in the threads of trainings, and without checkpoints. */
  public TrialHost(
      Place place,
      int threads,
      Map<String, List<String>> resources,
      Path scratch,
      Consumer<RunningTrial.Report> live,
      Check check) {
    this(
        place,
        threads,
        resources,
        scratch,
        Checkpoint.Exchange.NONE,
        live,
        check,
        UnaryOperator.identity());
  }

  /** The same executor with other checkpoints. */
  public TrialHost with(Checkpoint.Exchange others) {
    return new TrialHost(place, threads, resources, scratch, others, live, check, binding);
  }

  /** Checks the number of threads. */
  public TrialHost {
    require(threads >= 1, "Invalid threads: %s, must be at least 1", threads);
    resources = Map.copyOf(resources);
  }
}
