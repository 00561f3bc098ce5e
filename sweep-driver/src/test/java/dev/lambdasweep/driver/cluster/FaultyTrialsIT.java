package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Slots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of trials, many of which fail in different ways, alone and in groups. */
class FaultyTrialsIT {
  private static final int TRIALS = 500;

  /** Throws for every tenth trial, and for groups that contain one. */
  record Throwing() implements NetworkLike {
    @Override
    public void trainTogether(List<? extends TrialContext> trials) {
      for (TrialContext trial : trials) {
        if (throwsAt(trial.trial())) {
          throw new IllegalStateException("trial " + trial.trial() + " is a tenth one");
        }
      }
      NETWORK.trainTogether(trials);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void eachFailsByItselfAndTheOthersComplete(int fuse) {
    List<ResolvedTrial> trials =
        IntStream.range(0, TRIALS).mapToObj(FaultyTrialsIT::trial).toList();
    List<Group> groups =
        Grouping.of(trials, new Fuse.AtMost(fuse), new Slots(2, 1L << 30)).stream()
            .map(group -> new Group(group.stream().map(trials::get).toList()))
            .toList();
    Map<Integer, String> outcomes = new TreeMap<>();
    try (JavaSparkContext context = TinyTrials.context(new SparkConf())) {
      TinyTrials.jobs(context, "faulty", new Throwing())
          .run(
              groups,
              List.of(),
              job -> "some trials",
              results ->
                  results.forEach(
                      trained ->
                          assertThat(
                                  outcomes.put(
                                      trained.result().trial().number(),
                                      text(trained.result().ending())))
                              .isNull()));
    }

    assertThat(outcomes).hasSize(TRIALS);
    outcomes.forEach(
        (trial, outcome) -> assertThat(outcome).as("trial " + trial).isEqualTo(expected(trial)));
    assertThat(outcomes.values()).filteredOn("COMPLETE"::equals).hasSize(TRIALS - 50 - 33 - 25);
  }

  private static String expected(int trial) {
    if (throwsAt(trial)) {
      return Ending.Cause.ERROR
          + " java.lang.IllegalStateException: trial "
          + trial
          + " is a tenth one";
    }
    if (trial % 15 == 7) {
      return Ending.Cause.DIVERGED.name();
    }
    return trial % 20 == 3 ? Ending.Cause.TIMEOUT.name() : "COMPLETE";
  }

  private static String text(Ending ending) {
    return ending.cause() + (ending.cause() == Ending.Cause.ERROR ? " " + ending.error() : "");
  }

  private static boolean throwsAt(int trial) {
    return trial % 10 == 0;
  }

  private static ResolvedTrial trial(int number) {
    double rate = number % 15 == 7 ? 1e30 : 0.01;
    return number % 20 == 3
        ? TinyTrials.trial(number, rate, 10, "execution.trial-timeout = 1e-9")
        : TinyTrials.trial(number, rate, 10);
  }
}
