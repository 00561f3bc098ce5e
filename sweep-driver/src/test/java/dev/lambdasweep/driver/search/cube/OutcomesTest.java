package dev.lambdasweep.driver.search.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final SearchSpace SPACE = new SearchSpaces("x").uniform("x", 0, 1).build();
  private static final Cube CUBE = new Cube(SPACE);

  private static Point point(double x) {
    return SPACE.point(x);
  }

  @Test
  void countsFailedPointsAsTheWorst() {
    List<Observation> history =
        List.of(
            Observation.of(point(0.1), List.of(0.9, 0.7)),
            Observation.failed(point(0.2)),
            Observation.of(point(0.3), List.of(0.5)),
            Observation.of(point(0.4), List.of(0.95, Double.NaN)));

    assertThat(Outcomes.of(CUBE, history, Goal.MAXIMIZE).observed())
        .extracting(Outcomes.Outcome::value)
        .containsExactly(0.8, 0.5, 0.5, 0.5);
    assertThat(Outcomes.of(CUBE, history, Goal.MINIMIZE).observed())
        .extracting(Outcomes.Outcome::value)
        .containsExactly(-0.8, -0.8, -0.5, -0.8);
  }

  @Test
  void plansButDoesNotObservePointsWithoutResultOrOutsideTheSpace() {
    Point outside = new Point(Map.of(SearchSpaces.PREFIX + "x", 1.5));
    List<Observation> history =
        List.of(
            Observation.of(outside, List.of(1.0)),
            Observation.pending(List.of(point(0.2))).get(0),
            Observation.of(point(0.3), List.of(0.5)));
    Outcomes outcomes = Outcomes.of(CUBE, history, Goal.MAXIMIZE);

    assertThat(outcomes.observed()).hasSize(1);
    assertThat(outcomes.pending()).extracting(Outcomes.Place::number).containsExactly(1);
    assertThat(outcomes.planned()).hasSize(3);
    assertThat(outcomes.differ()).isFalse();
  }

  @Test
  void observesNothingIfAllFailed() {
    Outcomes outcomes = Outcomes.of(CUBE, List.of(Observation.failed(point(0.2))), Goal.MAXIMIZE);

    assertThat(outcomes.observed()).isEmpty();
    assertThat(outcomes.pending()).hasSize(1);
  }

  @Test
  void leavesWhatARepeatAddsToAllPointsOutOfTheirError() {
    // repeat 2 adds 10 to all; what is left is ±0.1
    List<Observation> history =
        List.of(
            Observation.of(point(0.1), List.of(1.0, 11.2)),
            Observation.of(point(0.2), List.of(2.0, 11.8)),
            Observation.of(point(0.3), List.of(3.0)));
    List<Outcomes.Outcome> observed = Outcomes.of(CUBE, history, Goal.MAXIMIZE).observed();

    // means 6.1 and 6.9, columns 1.5 and 11.5, mean 6.5: rests −0.1, 0.1, 0.1, −0.1, one degree
    assertThat(observed.get(0).variance()).isCloseTo(0.04 / 2, within(1e-12));
    assertThat(observed.get(2).variance()).isCloseTo(0.04, within(1e-12));
  }
}
