package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Batching.LastBatch;
import dev.lambdasweep.core.data.Batching.Order;
import org.junit.jupiter.api.Test;

class BatchingTest {
  @Test
  void countsTheMiniBatchesOfAnEpoch() {
    Batching dropping = Batching.shuffled(64);
    Batching keeping = new Batching(64, Order.SHUFFLED, LastBatch.KEEP, 0);
    assertThat(dropping.updatesPerEpoch(45_000)).isEqualTo(703);
    assertThat(keeping.updatesPerEpoch(45_000)).isEqualTo(704);
    assertThat(dropping.updatesPerEpoch(128)).isEqualTo(2);
    assertThat(keeping.updatesPerEpoch(128)).isEqualTo(2);
  }

  @Test
  void makesOneMiniBatchOfASmallerDataSet() {
    assertThat(Batching.shuffled(64).updatesPerEpoch(63)).isEqualTo(1);
    assertThat(new Batching(64, Order.NATURAL, LastBatch.KEEP, 0).updatesPerEpoch(63)).isEqualTo(1);
  }

  @Test
  void refusesEmptyMiniBatchesAndInvalidProbabilities() {
    assertThatThrownBy(() -> Batching.shuffled(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid batchSize: 0, must be positive");
    assertThatThrownBy(() -> new Batching(1, Order.NATURAL, LastBatch.KEEP, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid flipProbability: 1.5, must be in [0, 1]");
    assertThatThrownBy(() -> new Batching(1, Order.NATURAL, LastBatch.KEEP, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid flipProbability: NaN, must be in [0, 1]");
  }
}
