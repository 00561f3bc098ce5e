package dev.lambdasweep.driver.cluster;

import static dev.lambdasweep.driver.cluster.TinyTrials.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that fail although their trainings did not, in a local context. */
class FailedJobsIT {
  private static final int JOB_IS_KILLED = 1;
  private static final int FAILS_OUTSIDE_OF_TRAINING = 2;
  private static final int FAILS_OUTSIDE_OF_TRAINING_ONCE = 3;
  private static final int TASK_IS_KILLED_ONCE = 4;
  private static final int FAILS_OUTSIDE_OF_TRAINING_IN_A_GROUP = 7;

  /** Started trainings, as "first trial x trials @ attempt"; they run in this process. */
  private static final ConcurrentLinkedQueue<String> BEGUN = new ConcurrentLinkedQueue<>();

  private final Map<Integer, String> rows = new TreeMap<>();
  private final List<Integer> arrived = new ArrayList<>();

  /** Trains as usual except for the trials named above. */
  record Disturbed() implements NetworkLike {
    @Override
    public void trainTogether(List<? extends TrialContext> trials) {
      int trial = trials.get(0).trial();
      int attempt = TaskContext.get().attemptNumber();
      BEGUN.add(trial + "x" + trials.size() + "@" + attempt);
      if (trial == JOB_IS_KILLED) {
        SparkContext.getOrCreate()
            .cancelStage(TaskContext.get().stageId(), "killed via the Web UI");
        throw new IllegalStateException("its job has ended before");
      }
      if (trial == TASK_IS_KILLED_ONCE && attempt == 0) {
        awaitInterrupt();
      }
      NETWORK.trainTogether(trials);
    }

    /** Has its own task killed as a person would do, and throws because of it. */
    private static void awaitInterrupt() {
      SparkContext.getOrCreate()
          .killTaskAttempt(TaskContext.get().taskAttemptId(), true, "killed by a person");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** A mold that an executor cannot read some number of times, as if a block were lost. */
  private static final class LostBlock implements Serializable {
    private static final long serialVersionUID = 1;
    private final int times;

    LostBlock(int times) {
      this.times = times;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LostBlock;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      BEGUN.add("block");
      if (Collections.frequency(BEGUN, "block") <= times) {
        throw new IOException("no block");
      }
    }
  }

  /** Trials whose task fails outside of their training. */
  private static Group lost(int times, int... numbers) {
    LostBlock mold = new LostBlock(times);
    return new Group(
        TinyTrials.group(numbers).trials().stream()
            .map(
                trial ->
                    new ResolvedTrial(
                        trial.trial(),
                        trial.values(),
                        trial.data(),
                        new Footprint(mold, 1, 1, 0, 10)))
            .toList());
  }

  @BeforeEach
  void forget() {
    BEGUN.clear();
  }

  @Test
  void trialWhoseJobIsKilledFailsAsKilledAndIsNotTriedAgain() {
    train(group(JOB_IS_KILLED), group(0));

    assertThat(rows.get(JOB_IS_KILLED))
        .matches(
            "FAILED KILLED its Spark job was killed \\(scripts/sweep resume --retry-failed trains it\\):"
                + " \\[SPARK_JOB_CANCELLED\\] Job \\d+ cancelled because killed via the Web UI SQLSTATE:"
                + " XXKDA");
    assertThat(rows.get(0)).isEqualTo("COMPLETE");
    assertThat(BEGUN).containsOnlyOnce("1x1@0");
  }

  @Test
  void failureOfSparkIsTriedAgainAloneAndThenReportsItsCause() {
    train(lost(10, FAILS_OUTSIDE_OF_TRAINING), group(0));

    assertThat(rows)
        .isEqualTo(Map.of(0, "COMPLETE", 2, "FAILED SPARK java.io.IOException: no block"));
    assertThat(BEGUN).filteredOn("block"::equals).hasSize(2);
  }

  @Test
  void failureOfSparkThatPassesCostsNoTrial() {
    train(lost(1, FAILS_OUTSIDE_OF_TRAINING_ONCE), group(0));

    assertThat(rows).isEqualTo(Map.of(0, "COMPLETE", 3, "COMPLETE"));
  }

  @Test
  void failedTrialArrivesBeforeTheMembersOfAGroupAreTriedAgain() {
    // the tasks of both groups, both once more, and those of the members
    train(lost(10, FAILS_OUTSIDE_OF_TRAINING), lost(4, FAILS_OUTSIDE_OF_TRAINING_IN_A_GROUP, 8));

    assertThat(arrived).containsExactly(FAILS_OUTSIDE_OF_TRAINING, 7, 8);
  }

  @Test
  void taskThatIsKilledLeavesItsTrialsToItsNextAttempt() {
    train(group(TASK_IS_KILLED_ONCE, 5));

    assertThat(rows).isEqualTo(Map.of(4, "COMPLETE", 5, "COMPLETE"));
    assertThat(BEGUN).containsExactly("4x2@0", "4x2@1");
  }

  @Test
  void twoJobsPerSlotAreUnderWay() {
    List<Integer> submittedByFirstArrival = new ArrayList<>();
    List<List<Group>> submitted = new ArrayList<>();
    try (JavaSparkContext context =
        TinyTrials.context(
            new SparkConf().set("spark.default.parallelism", "50").set("spark.task.cpus", "2"))) {
      TinyTrials.jobs(context, "failing", new NetworkTrainer())
          .run(
              IntStream.range(0, 8).mapToObj(TinyTrials::group).toList(),
              List.of(),
              job -> {
                submitted.add(job);
                return "some trials";
              },
              results -> submittedByFirstArrival.add(submitted.size()));
    }

    assertThat(submittedByFirstArrival.get(0)).isEqualTo(2);
  }

  private void train(Group... groups) {
    try (JavaSparkContext context = TinyTrials.context(new SparkConf())) {
      TinyTrials.jobs(context, "failing", new Disturbed())
          .run(
              List.of(groups),
              List.of(),
              job -> "some trials",
              results ->
                  results.forEach(
                      trained -> {
                        int trial = trained.result().trial().number();
                        arrived.add(trial);
                        assertThat(rows.put(trial, row(trained.result().ending()))).isNull();
                      }));
    }
  }

  private static String row(Ending ending) {
    return ending.isFailed() ? "FAILED " + ending.cause() + " " + ending.error() : "COMPLETE";
  }
}
