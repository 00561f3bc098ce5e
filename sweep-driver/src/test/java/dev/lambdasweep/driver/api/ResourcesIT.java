package dev.lambdasweep.driver.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.cluster.DriverProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that need more than one core, or resources such as GPUs. */
class ResourcesIT {
  @TempDir private Path directory;

  /**
   * Takes the place of its resources in a directory, and waits for another training beside it.
   *
   * @param places directory for all of them
   */
  record Sociable(String places) implements Trainer {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
      return "sociable";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.whole("number", 0, 0, 100));
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximize("most"), Metric.maximize("threads"));
    }

    @Override
    public void train(TrialContext trial) throws IOException {
      String place =
          trial.resources().isEmpty()
              ? "trial-" + trial.trial()
              : "gpu-" + String.join("-", trial.resources().get("gpu"));
      // fails if another training has it
      Path taken = Files.createFile(Path.of(places, place));
      int most = 0;
      Instant end = Instant.now().plus(Duration.ofMillis(1500));
      while (Instant.now().isBefore(end)) {
        most = Math.max(most, Path.of(places).toFile().list().length);
        pause();
      }
      Files.delete(taken);
      trial.log(place);
      trial.report(1, Map.of("most", (double) most, "threads", (double) trial.threads()));
    }

    private static void pause() {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Runs sweeps that differ in their needs, and prints what becomes of them. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] arguments) throws IOException {
      SparkSession spark = SparkSession.builder().appName("sociable").getOrCreate();
      Path places = Files.createDirectory(Path.of(arguments[0], "places"));
      LambdaSweep sweeps =
          LambdaSweep.on(spark)
              .results(Path.of(arguments[0], "results").toString())
              .trainer(new Sociable(places.toString()));
      for (String needs : List.of(arguments).subList(1, arguments.length)) {
        System.out.println(needs + ": " + outcome(sweeps, config(needs)));
      }
      spark.stop();
    }

    private static Config config(String needs) {
      return ConfigFactory.parseString(
          """
          trainer.name = sociable
          data { source = synthetic, synthetic.training-images = 40, validation.rows = 10 }
          sweep { name = sociable, space.number = [0, 1, 2, 3] }
          execution { %s }
          """
              .formatted(needs));
    }

    private static String outcome(LambdaSweep sweeps, Config config) {
      try {
        SweepResult result = sweeps.run(config);
        TreeSet<String> outcomes = new TreeSet<>();
        result
            .rows()
            .forEach(
                row ->
                    outcomes.add(
                        row.isFailed()
                            ? row.ending().error()
                            : row.execution().log().replaceAll("trial-\\d", "trial")
                                + " of "
                                + Math.round(row.figure("most").getAsDouble())
                                + " with threads "
                                + Math.round(row.figure("threads").getAsDouble())));
        return outcomes.toString();
      } catch (UserException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  void aLocalMasterTrainsFewerAtATime() throws Exception {
    assertThat(
            outcomes(
                List.of("spark.master=local[4]"),
                "cpus-per-trial = 2",
                "cpus-per-trial = 1",
                "cpus-per-trial = 5",
                "resources { gpu = 1 }"))
        .containsExactly(
            "cpus-per-trial = 2: [trial of 2 with threads 2]",
            "cpus-per-trial = 1: [trial of 4 with threads 1]",
            "cpus-per-trial = 5: Cannot train with execution.cpus-per-trial = 5: local[4] has 4 (set"
                + " it to at most 4, or give more with --master or --executor-cores)",
            "resources { gpu = 1 }: Cannot train with execution.resources.gpu = 1: Spark assigns"
                + " none with --master local[4] (use a cluster, on this machine one of"
                + " scripts/cluster)");
  }

  @Test
  void theCoresOfSparksTasksCountIfTheyAreMore() throws Exception {
    assertThat(
            outcomes(List.of("spark.master=local[4]", "spark.task.cpus=4"), "cpus-per-trial = 2"))
        .containsExactly("cpus-per-trial = 2: [trial of 1 with threads 4]");
  }

  @Test
  void aClusterAssignsCoresAndResources() throws Exception {
    Path script = directory.resolve("gpus");
    Files.writeString(
        script, "#!/usr/bin/env bash\necho '{\"name\": \"gpu\", \"addresses\": [\"A\", \"B\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> settings =
        List.of(
            "spark.master=local-cluster[1,4,1024]",
            "spark.worker.resource.gpu.amount=2",
            "spark.worker.resource.gpu.discoveryScript=" + script,
            "spark.executor.resource.gpu.amount=2");
    assertThat(
            outcomes(
                settings,
                "resources { gpu = 1 }",
                "resources { gpu = 2 }, cpus-per-trial = 3",
                "cpus-per-trial = 2",
                "cpus-per-trial = 5",
                "resources { gpu = 3 }",
                "resources { fpga = 1 }"))
        .containsExactly(
            "resources { gpu = 1 }: [gpu-A of 2 with threads 1, gpu-B of 2 with threads 1]",
            "resources { gpu = 2 }, cpus-per-trial = 3: [gpu-A-B of 1 with threads 3]",
            "cpus-per-trial = 2: [trial of 2 with threads 2]",
            "cpus-per-trial = 5: Cannot train with execution.cpus-per-trial = 5: no executor has as"
                + " much (lower it, or start larger executors)",
            "resources { gpu = 3 }: Cannot train with execution.resources.gpu = 3: an executor has 2"
                + " (give each --conf spark.executor.resource.gpu.amount=3)",
            "resources { fpga = 1 }: Cannot train with execution.resources.fpga = 1: executors have"
                + " none (give each --conf spark.executor.resource.fpga.amount=1)");
  }

  private List<String> outcomes(List<String> settings, String... needs)
      throws IOException, InterruptedException {
    String[] arguments =
        Stream.concat(Stream.of(directory.toString()), Stream.of(needs)).toArray(String[]::new);
    DriverProcess.Ended ended = DriverProcess.start(Driver.class, settings, arguments).end();
    assertThat(ended.exitCode()).isZero();
    return ended.lines();
  }
}
