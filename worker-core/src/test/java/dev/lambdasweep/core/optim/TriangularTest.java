package dev.lambdasweep.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TriangularTest {
  private final Triangular schedule = new Triangular(1e-5, 1e-1, 500);

  @Test
  void startsAndEndsEveryCycleAtTheLowest() {
    assertThat(schedule.rateAt(0)).isEqualTo(1e-5);
    assertThat(schedule.rateAt(1000)).isEqualTo(1e-5);
    assertThat(schedule.rateAt(5000)).isEqualTo(1e-5);
  }

  @Test
  void peaksHalfwayThroughEveryCycle() {
    assertThat(schedule.rateAt(500)).isEqualTo(1e-1);
    assertThat(schedule.rateAt(1500)).isEqualTo(1e-1);
  }

  @Test
  void climbsAndFallsLinearly() {
    // a fifth of the way up, and down: 1e-5 + 0.2 · (0.1 − 1e-5)
    assertThat(schedule.rateAt(100)).isCloseTo(0.020008, within(1e-15));
    assertThat(schedule.rateAt(900)).isCloseTo(0.020008, within(1e-15));
  }

  @Test
  void countsCyclesBeyondTheRangeOfInt() {
    Triangular slow = new Triangular(0, 1, Integer.MAX_VALUE);
    assertThat(slow.rateAt(Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void isConstantWhereLowestAndHighestAreEqual() {
    assertThat(new Triangular(0.1, 0.1, 10).rateAt(5)).isEqualTo(0.1);
  }

  @Test
  void refusesAHighestThatIsNotFinite() {
    assertThatThrownBy(() -> new Triangular(0, Double.POSITIVE_INFINITY, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid high: Infinity, must be finite");
  }

  @Test
  void refusesAnEmptyCycle() {
    assertThatThrownBy(() -> new Triangular(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid stepSize: 0, must be positive");
  }

  @Test
  void refusesALowestAboveTheHighest() {
    assertThatThrownBy(() -> new Triangular(2, 1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid low: 2.0, must be in [0, high = 1.0]");
  }
}
