package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trainings that fail in every way, on executors in separate processes. */
class LostExecutorIT {
  private static final int ALONE = 6;
  private static final int TRIALS = 9;
  private static final int BYSTANDER = 0;
  private static final int KILLS_ITS_EXECUTOR = 1;
  private static final int THROWS = 2;
  private static final int RUNS_OUT_OF_STACK = 3;
  private static final int EXITS_ONCE = 4;
  private static final int HAS_A_THREAD_THAT_THROWS = 5;
  private static final int KILLS_ITS_EXECUTOR_IN_A_GROUP = 7;

  private static Map<Integer, String> rows;

  /** Trials in the order in which their rows arrived. */
  private static List<Integer> arrived;

  /** Trains as usual except for the trials named above. */
  record Fragile() implements NetworkLike {
    private static final CountDownLatch BYSTANDER_RUNS = new CountDownLatch(1);
    private static final CountDownLatch KILLER_RUNS = new CountDownLatch(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public void trainTogether(List<? extends TrialContext> trials) {
      List<Integer> numbers = trials.stream().map(one -> (Integer) one.trial()).toList();
      int trial = numbers.get(0);
      if (numbers.contains(KILLS_ITS_EXECUTOR_IN_A_GROUP)) {
        Runtime.getRuntime().halt(1);
      }
      if (trial == BYSTANDER) {
        BYSTANDER_RUNS.countDown();
        if (comes(KILLER_RUNS)) {
          comes(NEVER);
        }
      }
      if (trial == KILLS_ITS_EXECUTOR) {
        KILLER_RUNS.countDown();
        comes(BYSTANDER_RUNS);
        Runtime.getRuntime().halt(1);
      }
      if (trial == EXITS_ONCE && TaskContext.get().attemptNumber() == 0) {
        System.exit(0);
      }
      if (trial == HAS_A_THREAD_THAT_THROWS) {
        startAThreadThatThrows();
      }
      if (trial == THROWS) {
        throw new IllegalStateException("no such luck");
      }
      if (trial == RUNS_OUT_OF_STACK) {
        trainTogether(trials);
      }
      NETWORK.trainTogether(trials);
    }

    /** Spark ends an executor if an exception ends any of its threads. */
    private static void startAThreadThatThrows() {
      Thread thread =
          new Thread(
              () -> {
                throw new OutOfMemoryError("of a helper");
              });
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /**
     * Whether the event happens within the time that it takes to start both trials side by side.
     */
    private static boolean comes(CountDownLatch event) {
      try {
        return event.await(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The driver: trains every trial and prints one line per trial as it arrives. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] arguments) {
      List<Group> groups =
          Stream.concat(
                  IntStream.range(0, ALONE).mapToObj(number -> group(number, number + 1)),
                  Stream.of(group(ALONE, TRIALS)))
              .toList();
      try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("fragile"))) {
        TinyTrials.jobs(context, "fragile", new Fragile())
            .run(
                groups,
                List.of(),
                job -> "some trials",
                results -> results.forEach(trained -> System.out.println(line(trained.result()))));
      }
    }

    /** The trials of numbers in [from, to). */
    private static Group group(int from, int to) {
      return TinyTrials.group(IntStream.range(from, to).toArray());
    }

    private static String line(TrialResult result) {
      String outcome =
          result.ending().isFailed()
              ? "FAILED " + result.ending().cause() + " " + result.ending().error()
              : "COMPLETE attempt " + result.execution().attempt();
      return "trial " + result.trial().number() + " " + outcome;
    }
  }

  @BeforeAll
  static void trainOnAnExecutorOfTwoCores() throws Exception {
    List<String> output =
        DriverProcess.run(
            Driver.class,
            List.of("spark.master=local-cluster[1,2,1024]", "spark.task.maxFailures=2"));
    rows = new TreeMap<>();
    arrived = new ArrayList<>();
    output.stream()
        .filter(line -> line.startsWith("trial "))
        .forEach(
            line -> {
              int number = Integer.parseInt(line.substring(6, 7));
              arrived.add(number);
              assertThat(rows.put(number, line.substring(8))).as("a second row: " + line).isNull();
            });
  }

  @Test
  void everyTrialHasOneRow() {
    assertThat(rows).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void trialWhoseExecutorDiesEachTimeIsLost() {
    assertThat(rows.get(KILLS_ITS_EXECUTOR))
        .startsWith("FAILED LOST Job aborted due to stage failure: ")
        .contains(" failed 2 times, ");
  }

  @Test
  void lostTrialHasItsRowBeforeOthersAreTriedAgain() {
    // trial 6 is trained last, as a member of the group that was lost
    assertThat(arrived).containsSubsequence(KILLS_ITS_EXECUTOR, ALONE);
  }

  @Test
  void trialThatExitsOnceIsTrainedAgain() {
    assertThat(rows.get(EXITS_ONCE)).isEqualTo("COMPLETE attempt 1");
  }

  @Test
  void trialThatThrowsHasItsMessageAndNoSecondAttempt() {
    assertThat(rows.get(THROWS))
        .isEqualTo("FAILED ERROR java.lang.IllegalStateException: no such luck");
    assertThat(rows.get(RUNS_OUT_OF_STACK)).isEqualTo("FAILED ERROR java.lang.StackOverflowError");
  }

  @Test
  void trialThatIsLostWithItIsTrainedAlone() {
    assertThat(rows.get(BYSTANDER)).startsWith("COMPLETE");
  }

  @Test
  void trialThatKillsItsExecutorInAGroupIsLostAloneOfItsGroup() {
    assertThat(rows.get(KILLS_ITS_EXECUTOR_IN_A_GROUP)).startsWith("FAILED LOST ");
    assertThat(List.of(rows.get(6), rows.get(8))).allMatch(row -> row.startsWith("COMPLETE"));
  }

  @Test
  void threadThatThrowsCostsNoExecutor() {
    // it would at each attempt
    assertThat(rows.get(HAS_A_THREAD_THAT_THROWS)).startsWith("COMPLETE");
  }
}
