package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;

class SharedDataTest {
  private final TrialData set =
      new TrialData(
          Dataset.randomSplit(new Synthetic(20, 10, 1), List.of("training"), 5, 1), List.of());

  @Test
  void staysWhereItIsInALocalRun() throws IOException, ClassNotFoundException {
    SharedData shared = SharedData.of(List.of(set), true, LocalTrainings.UNKNOWN);
    assertThat(bytes(shared)).hasSizeLessThan(1000);
    assertThat(copy(shared).sets()).singleElement().isSameAs(set);
  }

  @Test
  void taskThatStartsAfterTheSweepHasEndedIsKilled() throws IOException, ClassNotFoundException {
    SharedData shared = SharedData.of(List.of(set), true, LocalTrainings.UNKNOWN);
    shared.release();
    SharedData late = copy(shared);
    assertThatThrownBy(late::sets)
        .isInstanceOf(TaskKilledException.class)
        .extracting("reason")
        .isEqualTo("the sweep has ended");
  }

  @Test
  void travelsToACluster() throws IOException, ClassNotFoundException {
    SharedData shared = SharedData.of(List.of(set), false, LocalTrainings.UNKNOWN);
    assertThat(copy(shared).sets())
        .singleElement()
        .isNotSameAs(set)
        .satisfies(copy -> assertThat(copy.dataset().sha256()).isEqualTo(set.dataset().sha256()));
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
