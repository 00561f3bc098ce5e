package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Batching;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingSpecTest {
  private static final Batching ONE = Batching.shuffled(1);

  @Test
  void refusesWhatIsNotPositive() {
    assertRefused(() -> new TrainingSpec(0, ONE, 1, 1, 1, 1), "updates: 0");
    assertRefused(() -> new TrainingSpec(1, ONE, 1, 0, 1, 1), "curveEvery: 0");
    assertRefused(() -> new TrainingSpec(1, ONE, 1, 1, 0, 1), "curveImages: 0");
    assertRefused(() -> new TrainingSpec(1, ONE, 1, 1, 1, 0), "secondsLimit: 0.0");
    assertRefused(() -> new TrainingSpec(1, ONE, 1, 1, 1, Double.NaN), "secondsLimit: NaN");
  }

  private static void assertRefused(ThrowingCallable making, String what) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid " + what + ", must be positive");
  }
}
