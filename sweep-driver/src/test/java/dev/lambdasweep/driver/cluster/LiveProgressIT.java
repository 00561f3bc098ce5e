package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrainedTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings that the driver follows while they train. Each reports, and goes on only after the
 * driver has seen the report.
 */
class LiveProgressIT {
  @TempDir private Path directory;

  /**
   * Reports twice, and waits each time until the driver has seen it.
   *
   * @param seen directory in which the driver leaves a file for each report that it has seen
   */
  record Patient(String seen) implements NetworkLike {
    @Override
    public void trainTogether(List<? extends TrialContext> trials) {
      trials.forEach(trial -> trial.report(1, Map.of("train_loss", 2.0, "valid_loss", 9.0)));
      trials.forEach(trial -> await(trial.trial() + "@1"));
      trials.forEach(trial -> trial.report(2, Map.of("valid_loss", 1.5)));
      trials.forEach(trial -> await(trial.trial() + "@2"));
      NETWORK.trainTogether(trials);
    }

    private void await(String report) {
      Instant end = Instant.now().plus(Duration.ofSeconds(60));
      while (!Files.exists(Path.of(seen, report))) {
        if (Instant.now().isAfter(end)) {
          throw new IllegalStateException("The driver has not seen " + report);
        }
        pause();
      }
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Takes note of what it is told, and leaves a file for each report. */
  private static final class Notes implements GroupJobs.Follower {
    private final Path seen;
    private final List<String> lines = new ArrayList<>();
    private boolean isIdle;

    Notes(Path seen) {
      this.seen = seen;
    }

    @Override
    public void arrived(List<TrainedTrial> results) {
      results.forEach(
          one ->
              lines.add(
                  "row "
                      + one.result().trial().number()
                      + " "
                      + (one.result().ending().isFailed() ? "FAILED" : "COMPLETE")));
    }

    @Override
    public void running(List<RunningTrial> trials) {
      for (RunningTrial trial : trials) {
        String report = trial.trial() + "@" + trial.step();
        if (trial.step() > 0 && Files.notExists(seen.resolve(report))) {
          lines.add("%s %s on %s".formatted(report, trial.metrics(), trial.place().executor()));
          leave(report);
        }
      }
      isIdle = trials.isEmpty();
    }

    private void leave(String report) {
      try {
        Files.createFile(seen.resolve(report));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The driver: trains two groups side by side and prints what it sees. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] arguments) {
      try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("patient"))) {
        train(context, Path.of(arguments[0])).forEach(System.out::println);
      }
    }
  }

  private static List<String> train(JavaSparkContext context, Path seen) {
    List<Group> groups = List.of(TinyTrials.group(0), TinyTrials.group(1, 2));
    Notes notes = new Notes(seen);
    try (GroupJobs jobs = TinyTrials.jobs(context, "patient", new Patient(seen.toString()))) {
      jobs.run(groups, List.of(), job -> "some trials", notes);
    }
    notes.lines.add(notes.isIdle ? "idle" : "busy");
    return notes.lines;
  }

  @Test
  void areFollowedInTheDriversOwnProcess() {
    SparkConf conf = new SparkConf();
    conf.set("spark.executor.heartbeatInterval", "500ms");
    try (JavaSparkContext context = TinyTrials.context(conf)) {
      assertSeen(train(context, directory), "driver");
    }
  }

  @Test
  void areFollowedOnAnExecutor() throws Exception {
    List<String> settings =
        List.of("spark.master=local-cluster[1,2,1024]", "spark.executor.heartbeatInterval=500ms");
    assertSeen(DriverProcess.run(Driver.class, settings, directory.toString()), "0");
  }

  private static void assertSeen(List<String> lines, String executor) {
    for (int trial = 0; trial < 3; trial++) {
      assertThat(lines)
          .containsSubsequence(
              "%d@1 {train_loss=2.0, valid_loss=9.0} on %s".formatted(trial, executor),
              "%d@2 {train_loss=2.0, valid_loss=1.5} on %s".formatted(trial, executor),
              "row " + trial + " COMPLETE");
    }
    assertThat(lines).endsWith("idle");
  }
}
