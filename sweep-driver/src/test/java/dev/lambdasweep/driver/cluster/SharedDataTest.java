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
    SharedData shared = shared(true);
    assertThat(bytes(shared)).hasSizeLessThan(1000);
    assertThat(copy(shared).sets()).singleElement().isSameAs(set);
    assertThat(copy(shared).checkpoints()).isSameAs(CHECKPOINTS);
  }

  @Test
  void taskThatStartsAfterTheSweepHasEndedIsKilled() throws IOException, ClassNotFoundException {
    SharedData shared = shared(true);
    shared.release();
    SharedData late = copy(shared);
    assertThatThrownBy(late::sets)
        .isInstanceOf(TaskKilledException.class)
        .extracting("reason")
        .isEqualTo("the sweep has ended");
  }

  @Test
  void travelsToACluster() throws IOException, ClassNotFoundException {
    SharedData shared = shared(false);
    assertThat(copy(shared).sets())
        .singleElement()
        .isNotSameAs(set)
        .satisfies(copy -> assertThat(copy.dataset().sha256()).isEqualTo(set.dataset().sha256()));
    Checkpoint.Exchange sent = copy(shared).checkpoints();
    assertThat(sent.mostBytes()).isEqualTo(100);
    Checkpoint checkpoint = sent.find(TRIAL).orElseThrow();
    assertThat(checkpoint.state().bytes()).isEqualTo(CHECKPOINT.state().bytes());
    assertThat(checkpoint.step()).isEqualTo(CHECKPOINT.step());
    assertThat(checkpoint.curve()).isEqualTo(CHECKPOINT.curve());
    assertThat(checkpoint.lastReported()).isEqualTo(CHECKPOINT.lastReported());
    assertThat(checkpoint.seconds()).isEqualTo(CHECKPOINT.seconds());
  }

  private SharedData shared(boolean isLocal) {
    return SharedData.of(List.of(set), CHECKPOINTS, isLocal, LocalTrainings.UNKNOWN);
  }

  private static SharedData copy(SharedData shared) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(shared)))) {
      return (SharedData) in.readObject();
    }
  }

  private static byte[] bytes(SharedData shared) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shared);
    }
    return bytes.toByteArray();
  }
}
