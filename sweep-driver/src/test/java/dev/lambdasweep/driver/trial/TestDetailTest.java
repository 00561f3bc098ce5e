package dev.lambdasweep.driver.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.train.ValuePredictions;
import dev.lambdasweep.driver.trial.TestDetail.OfValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestDetailTest {
  @Test
  void keepsAllValuesOfFewRows() {
    OfValues detail = of(3);

    assertThat(detail).isEqualTo(new OfValues(3, List.of(0.0, 1.0, 2.0), List.of(0.5, 1.5, 2.5)));
    assertThat(IntStream.range(0, 3).map(detail::row)).containsExactly(0, 1, 2);
  }

  @Test
  void keepsRowsOfManyThatAreEvenlySpread() {
    OfValues detail = of(12_500);

    assertThat(detail.rows()).isEqualTo(12_500);
    assertThat(detail.size()).isEqualTo(5000);
    // 2.5 rows apart
    assertThat(detail.actual().subList(0, 4)).containsExactly(0.0, 2.0, 5.0, 7.0);
    assertThat(detail.actual().get(4999)).isEqualTo(12_497.0);
    assertThat(IntStream.range(0, 5000).mapToObj(i -> (double) detail.row(i)))
        .isEqualTo(detail.actual());
  }

  @Test
  void refusesValuesThatCannotBeStored() {
    assertThatThrownBy(() -> new OfValues(1, List.of(1.0, 2.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid values: 2 actual and 2 predicted ones, must be equally many, at most rows = 1");
    assertThatThrownBy(() -> new OfValues(2, List.of(1.0), List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid values: not finite, must be finite");
  }

  private static OfValues of(int rows) {
    double[] actual = new double[rows];
    double[] predicted = new double[rows];
    Arrays.setAll(actual, i -> i);
    Arrays.setAll(predicted, i -> i + 0.5);
    return OfValues.of(new ValuePredictions(actual, predicted));
  }
}
