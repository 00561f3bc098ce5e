package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Batching.Order;
import org.junit.jupiter.api.Test;

class BatchingTest {
  @Test
  void refusesEmptyMiniBatchesAndWhatIsNoProbability() {
    assertThatThrownBy(() -> Batching.shuffled(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid batchSize: 0, must be positive");
    assertThatThrownBy(() -> new Batching(1, Order.NATURAL, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid flipProbability: 1.5, must be in [0, 1]");
    assertThatThrownBy(() -> new Batching(1, Order.NATURAL, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid flipProbability: NaN, must be in [0, 1]");
  }
}
