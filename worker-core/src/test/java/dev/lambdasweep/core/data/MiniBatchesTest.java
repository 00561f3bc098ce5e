package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {
  private static final int[] TRAINING = IntStream.range(100, 150).toArray();
  private final MiniBatches batches = new MiniBatches(TRAINING, 20, 1);

  @Test
  void seesEveryExampleOnceAnEpoch() {
    assertThat(batches.updatesPerEpoch()).isEqualTo(3);
    for (int epoch = 0; epoch < 2; epoch++) {
      int first = 3 * epoch;
      int[] seen =
          IntStream.range(first, first + 3)
              .mapToObj(this::batch)
              .flatMapToInt(IntStream::of)
              .toArray();
      assertThat(seen).isNotEqualTo(TRAINING);
      assertThat(Arrays.stream(seen).sorted().toArray()).containsExactly(TRAINING);
    }
  }

  @Test
  void endsAnEpochWithASmallerBatch() {
    assertThat(batch(1)).hasSize(20);
    assertThat(batch(2)).hasSize(10);
    assertThat(batch(5)).hasSize(10);
  }

  @Test
  void shufflesAnewEveryEpoch() {
    assertThat(batch(0)).isNotEqualTo(batch(3));
  }

  @Test
  void standsAtUpdateZeroFirst() {
    MiniBatches fresh = new MiniBatches(TRAINING, 20, 1);
    assertThat(Arrays.copyOfRange(fresh.indices(), fresh.from(), fresh.to()))
        .containsExactly(batch(0));
  }

  @Test
  void givesAnUpdateTheSameBatchHoweverItGotThere() {
    int[] straight = batch(7);
    batch(100);
    batch(2);
    assertThat(batch(7)).containsExactly(straight);
    assertThat(new MiniBatches(TRAINING, 20, 2).indices()).isNotEqualTo(batches.indices());
  }

  @Test
  void reusesOneArray() {
    int[] indices = batches.indices();
    batches.seek(30);
    assertThat(batches.indices()).isSameAs(indices);
  }

  @Test
  void takesABatchLargerThanTheTrainingSet() {
    MiniBatches whole = new MiniBatches(TRAINING, Integer.MAX_VALUE, 1);
    assertThat(whole.updatesPerEpoch()).isEqualTo(1);
    whole.seek(4);
    assertThat(whole.from()).isZero();
    assertThat(whole.to()).isEqualTo(50);
  }

  @Test
  void refusesNothingToTrainOn() {
    assertThatThrownBy(() -> new MiniBatches(new int[0], 20, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training: no indices, must be at least one");
    assertThatThrownBy(() -> new MiniBatches(TRAINING, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid batchSize: 0, must be positive");
    assertThatThrownBy(() -> batches.seek(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid update: -1, must not be negative");
  }

  private int[] batch(int update) {
    batches.seek(update);
    return Arrays.copyOfRange(batches.indices(), batches.from(), batches.to());
  }
}
