package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;

class SharedDataTest {
  private static final Trial TRIAL = TinyTrials.trial(3).trial();
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          new Checkpoint.State(new byte[] {1, 2}),
          4,
          List.of(CurvePoint.of(4, Map.of("valid_loss", 0.5))),
          Map.of("valid_loss", 0.5),
          1.5);
  private static final Checkpoint.Exchange CHECKPOINTS =
      new Checkpoint.Exchange(Map.of(TRIAL, CHECKPOINT), 100);

  private final TrialData set =
      new TrialData(
          Dataset.randomSplit(new Synthetic(20, 10, 1), List.of("training"), 5, 1), List.of());

  @Test
  void staysWhereItIsInALocalRun() throws IOException, ClassNotFoundException {
    SharedData<List<TrialData>> shared = SharedData.Kept.of(List.of(set));
    assertThat(bytes(shared)).hasSizeLessThan(1000);
    assertThat(copy(shared).value()).singleElement().isSameAs(set);
  }

  @Test
  void taskThatStartsAfterTheSweepHasEndedIsKilled() throws IOException, ClassNotFoundException {
    SharedData<List<TrialData>> shared = SharedData.Kept.of(List.of(set));
    shared.release(null); // a local run's context keeps nothing
    SharedData<List<TrialData>> late = copy(shared);
    assertThatThrownBy(late::value)
        .isInstanceOf(TaskKilledException.class)
        .extracting("reason")
        .isEqualTo("the sweep has ended");
  }

  @Test
  void dataTravelToACluster() throws IOException, ClassNotFoundException {
    assertThat(copy(new SharedData.Content<>(List.of(set))).value())
        .singleElement()
        .isNotSameAs(set)
        .satisfies(copy -> assertThat(copy.dataset().sha256()).isEqualTo(set.dataset().sha256()));
  }

  @Test
  void whatTasksHaveInCommonTravelsToACluster() throws IOException, ClassNotFoundException {
    SharedData<List<TrialData>> sets = SharedData.Kept.of(List.of(set));
    GroupTask.Common common =
        copy(new SharedData.Content<>(
                new GroupTask.Common(sets, CHECKPOINTS, LocalTrainings.UNKNOWN)))
            .value();
    assertThat(common.sets()).isEqualTo(sets);
    assertThat(common.trainings()).isSameAs(LocalTrainings.UNKNOWN);
    Checkpoint.Exchange sent = common.checkpoints();
    assertThat(sent.mostBytes()).isEqualTo(100);
    Checkpoint checkpoint = sent.find(TRIAL).orElseThrow();
    assertThat(checkpoint.state().bytes()).isEqualTo(CHECKPOINT.state().bytes());
    assertThat(checkpoint.step()).isEqualTo(CHECKPOINT.step());
    assertThat(checkpoint.curve()).isEqualTo(CHECKPOINT.curve());
    assertThat(checkpoint.lastReported()).isEqualTo(CHECKPOINT.lastReported());
    assertThat(checkpoint.seconds()).isEqualTo(CHECKPOINT.seconds());
  }

  @SuppressWarnings("unchecked") // a copy has the type of what is copied
  private static <T> T copy(T shared) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(shared)))) {
      return (T) in.readObject();
    }
  }

  private static byte[] bytes(Object shared) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shared);
    }
    return bytes.toByteArray();
  }
}
