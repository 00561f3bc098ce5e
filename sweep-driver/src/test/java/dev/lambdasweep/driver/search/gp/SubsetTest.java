package dev.lambdasweep.driver.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.cube.Outcomes.Place;
import dev.lambdasweep.driver.space.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubsetTest {
  private static List<Outcome> outcomes(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new Outcome(new Place(i, new Point(Map.of()), new double[0]), i % 1000, 0))
        .toList();
  }

  @Test
  void takesAllUpTo500() {
    assertThat(Subset.of(outcomes(500), 500)).hasSize(500);
  }

  @Test
  void takesTheBest250AndOthersAtEqualDistances() {
    List<Outcome> subset = Subset.of(outcomes(1000), 500);

    // values rise with the number: the best are 750 to 999; of 750 others every third
    assertThat(subset)
        .extracting(outcome -> outcome.place().number())
        .hasSize(500)
        .startsWith(0, 3, 6, 9)
        .endsWith(998, 999)
        .contains(747, 750)
        .doesNotContain(748, 749);
  }
}
