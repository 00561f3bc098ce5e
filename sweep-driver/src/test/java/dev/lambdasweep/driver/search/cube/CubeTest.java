package dev.lambdasweep.driver.search.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CubeTest {
  private static final SearchSpace SPACE =
      new SearchSpaces("depth", "kernel", "rate", "share", "units")
          .integers("depth", 1, 4)
          .choice("kernel", "linear", "rbf")
          .logUniform("rate", 1e-4, 1)
          .listed("share", 0.5, 0.1, 0.9)
          .logWhole("units", 8, 512)
          .when("rate", "kernel", "rbf")
          .build();
  private static final Cube CUBE = new Cube(SPACE);

  @Test
  void placesValuesByQuantileAndListedNumbersByRank() {
    Point point =
        SearchSpaces.point(
            SPACE, Map.of("depth", 4L, "kernel", "rbf", "rate", 1e-4, "share", 0.1, "units", 64L));

    assertThat(CUBE.coordinates(point))
        .containsExactly(new double[] {0.875, 0.75, 0, 1 / 6.0, 0.5}, within(1e-12));
    assertThat(CUBE.point(CUBE.coordinates(point))).isEqualTo(point);
  }

  @Test
  void placesInactiveNumbersInTheMiddle() {
    Point point =
        SearchSpaces.point(
            SPACE,
            Map.of("depth", 1L, "kernel", "linear", "rate", 1e-3, "share", 0.9, "units", 8L));

    assertThat(CUBE.active(point)).containsExactly(true, true, false, true, true);
    assertThat(CUBE.coordinates(point)[2]).isEqualTo(0.5);
  }

  @Test
  void listsAllPointsOfAFiniteSpaceOnce() {
    SearchSpace space =
        new SearchSpaces("depth", "kernel")
            .integers("depth", 1, 4)
            .choice("kernel", "linear", "rbf")
            .when("depth", "kernel", "rbf")
            .build();
    Cube cube = new Cube(space);

    assertThat(cube.combinations()).hasValue(8);
    // one without a depth, four with one
    assertThat(cube.all()).hasSize(5);
    cube.all().forEach((point, place) -> assertThat(cube.point(place)).isEqualTo(point));
    assertThat(CUBE.combinations()).isEmpty();
  }
}
