package dev.lambdasweep.driver.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.api.LambdaSweep;
import dev.lambdasweep.driver.api.Resumption;
import dev.lambdasweep.driver.cluster.DriverProcess;
import dev.lambdasweep.driver.cluster.DriverProcess.Ended;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.SweepListener;
import dev.lambdasweep.driver.trial.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that end the process of their driver, which has a local master. */
class EndedDriverIT {
  private static final int TRIALS = 6;
  private static final int DEADLY = 2;

  @TempDir private Path directory;

  /**
   * Its trial 2 ends the process, in the given way, while another one is training; the others are
   * quick.
   *
   * @param way how it ends the process
   */
  record Deadly(String way) implements Trainer {
    private static final long serialVersionUID = 1;
    private static final CountDownLatch NEIGHBOR = new CountDownLatch(1);
    private static final CountDownLatch DEADLY_BEGAN = new CountDownLatch(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public String name() {
      return "deadly";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.whole("number", 0, 0, 100));
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.minimize("distance"));
    }

    @Override
    public void train(TrialContext trial) throws InterruptedException {
      if (trial.trial() == DEADLY) {
        DEADLY_BEGAN.countDown();
        // none if it trains alone
        NEIGHBOR.await(2, TimeUnit.SECONDS);
        endTheProcess();
      } else if (DEADLY_BEGAN.getCount() == 0) {
        NEIGHBOR.countDown();
        NEVER.await(10, TimeUnit.SECONDS);
      }
      trial.report(1, Map.of("distance", (double) trial.trial()));
    }

    private void endTheProcess() throws InterruptedException {
      switch (way) {
        case "halt" -> Runtime.getRuntime().halt(7);
        case "exit" -> System.exit(7);
        case "exit in its own thread" -> {
          Thread thread = new Thread(() -> System.exit(7));
          thread.start();
          thread.join();
        }
        default -> NEVER.await();
      }
    }
  }

  /** Runs or resumes a sweep, and prints what it is told. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] arguments) {
      SparkSession spark = SparkSession.builder().appName("deadly").getOrCreate();
      LambdaSweep sweeps =
          LambdaSweep.on(spark)
              .results(arguments[0])
              .trainer(new Deadly(arguments[1]))
              .listener(
                  new SweepListener() {
                    @Override
                    public void planned(Planned planned) {
                      System.out.println("groups " + planned.groups());
                    }

                    @Override
                    public void arrived(Arrived arrived) {
                      arrived.rows().forEach(row -> System.out.println(line(row)));
                    }

                    @Override
                    public void noted(String line) {
                      System.out.println(line);
                    }
                  });
      if (arguments.length == 2) {
        sweeps.run(
            ConfigFactory.parseString(
                """
                trainer.name = deadly
                data { source = synthetic, synthetic.training-images = 40, validation.rows = 10 }
                sweep { name = deadly, space.number = [0, 1, 2, 3, 4, 5] }
                """));
      } else {
        sweeps.resume("deadly", new Resumption(arguments[2].equals("retry"), false, List.of()));
      }
      spark.stop();
    }

    private static String line(TrialRow row) {
      return row.key().number()
          + (row.isFailed() ? " FAILED " + row.ending().cause() + " " + row.ending().error() : "");
    }
  }

  @ParameterizedTest
  @CsvSource({"halt", "exit"})
  void aTrialThatEndsTwoDriversIsLostAndTheOthersComplete(String way) throws Exception {
    Ended first = run(way);
    assertThat(first.exitCode()).isEqualTo(7);
    LiveFile file = file();
    assertThat(file.running()).hasSize(2).anyMatch(one -> one.trial() == DEADLY);
    Ended second = run(way, "resume");
    assertThat(second.exitCode()).isEqualTo(7);
    assertThat(second.lines().get(1))
        .matches("Trials that were training .* train last, one at a time: (2, \\d|\\d, 2)");
    assertThat(file.running()).extracting(one -> one.trial()).containsExactly(DEADLY);
    // all but the two, of which one may have been before the other
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(TRIALS - 2).allMatch(TrialRow::isComplete);

    Ended third = run(way, "resume");
    assertThat(third.exitCode()).isZero();
    assertThat(third.lines())
        .contains(
            "2 FAILED LOST the driver's process ended twice while it was training this trial: the"
                + " training called System.exit or crashed, or someone killed the process"
                + " (scripts/sweep resume --retry-failed trains it again)");
    assertThat(rows()).hasSize(TRIALS);
    assertThat(rows().stream().filter(TrialRow::isFailed)).hasSize(1);
    assertThat(directory.resolve("results/live")).isEmptyDirectory();

    // tried again, as a trial of which nothing is known
    assertThat(run(way, "retry").exitCode()).isEqualTo(7);
    assertThat(file.ends(false, training -> false).counts())
        .isEqualTo(Map.of(new Training(new TrialKey(DEADLY, 0), Rung.FULL.number()), 1));
  }

  @Test
  void anExitOfAThreadOfTheTrainingCounts() throws Exception {
    assertThat(run("exit in its own thread").exitCode()).isEqualTo(7);
    assertThat(file().running()).hasSize(2).anyMatch(one -> one.trial() == DEADLY);
  }

  @Test
  void anInterruptionIsNoEndOfThisKind() throws Exception {
    DriverProcess driver = start("wait");
    Path live = directory.resolve("results/live");
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!Files.isDirectory(live) || file().running().size() < 2) {
      assertThat(Instant.now()).as("two trials run within a minute").isBefore(end);
      Thread.sleep(10);
    }
    driver.interrupt();
    assertThat(driver.end().exitCode()).isEqualTo(143);
    assertThat(live).isEmptyDirectory();
  }

  private Ended run(String way, String... how) throws IOException, InterruptedException {
    return start(way, how).end();
  }

  private DriverProcess start(String way, String... how) throws IOException {
    String results = directory.resolve("results").toString();
    List<String> local = List.of("spark.master=local[2]");
    return how.length == 0
        ? DriverProcess.start(Driver.class, local, results, way)
        : DriverProcess.start(Driver.class, local, results, way, how[0]);
  }

  private ResultsStore store() {
    return ResultsStore.reading(directory.resolve("results").toString(), new Configuration());
  }

  private SweepId id() {
    return store().sweepIds().get(0);
  }

  private LiveFile file() {
    return new LiveFile(store(), id());
  }

  private List<TrialRow> rows() {
    return store().rows(id()).value();
  }
}
