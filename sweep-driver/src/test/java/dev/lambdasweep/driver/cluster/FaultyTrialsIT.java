package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.NetworkTrainer;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trainer;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of trials of which many fail, each in its own way, alone and in groups. */
class FaultyTrialsIT {
  private static final int TRIALS = 500;

  /** Throws at every tenth trial, and at a group that has one. */
  record Throwing() implements Trainer {
    @Override
    public List<TrainedTrial> train(Group group, TrialData data, Place place) {
      for (TrialSetting setting : group.settings()) {
        if (throwsAt(setting.trial().number())) {
          throw new IllegalStateException("trial " + setting.trial().number() + " is a tenth one");
        }
      }
      return new NetworkTrainer().train(group, data, place);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void eachFailsByItselfAndTheOthersComplete(int fuse) {
    List<TrialSetting> settings =
        IntStream.range(0, TRIALS).mapToObj(FaultyTrialsIT::setting).toList();
    List<Group> groups =
        Grouping.of(settings, new Fuse.AtMost(fuse), new Slots(2, 1L << 30)).stream()
            .map(group -> new Group(group.stream().map(settings::get).toList()))
            .toList();
    Map<Integer, String> outcomes = new TreeMap<>();
    try (JavaSparkContext context = TinyTrials.context(new SparkConf())) {
      new GroupJobs(context, new Throwing(), TinyTrials.DATA)
          .run(
              groups,
              job -> "some trials",
              results ->
                  results.forEach(
                      trained ->
                          assertThat(
                                  outcomes.put(
                                      trained.result().trial().number(),
                                      told(trained.result().ending())))
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

  private static String told(Ending ending) {
    return ending.cause() + (ending.cause() == Ending.Cause.ERROR ? " " + ending.error() : "");
  }

  private static boolean throwsAt(int trial) {
    return trial % 10 == 0;
  }

  private static TrialSetting setting(int number) {
    double rate = number % 15 == 7 ? 1e30 : 0.01;
    double seconds = number % 20 == 3 ? 1e-9 : Double.POSITIVE_INFINITY;
    return TinyTrials.setting(number, rate, 10, seconds);
  }
}
