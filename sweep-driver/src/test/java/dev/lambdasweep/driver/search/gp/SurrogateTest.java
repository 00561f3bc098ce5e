package dev.lambdasweep.driver.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.search.gp.Surrogate.Prediction;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurrogateTest {
  private static final SearchSpace SPACE =
      new SearchSpaces("decay", "depth", "kernel")
          .logUniform("decay", 1e-4, 1)
          .integers("depth", 1, 9)
          .choice("kernel", "linear", "rbf")
          .when("depth", "kernel", "rbf")
          .build();

  private static Point point(Object decay, Object depth, String kernel) {
    Map<String, Object> values = new HashMap<>();
    values.put("decay", decay);
    values.put("depth", depth);
    values.put("kernel", kernel);
    return SearchSpaces.point(SPACE, values);
  }

  /** A valley over log10 decay at −2, lower with rbf; the depth adds a little. */
  private static double error(double decay, long depth, String kernel) {
    double log = Math.log10(decay) + 2;
    return 10 + log * log + (kernel.equals("rbf") ? 0.1 * depth - 1 : 0);
  }

  private static List<Observation> history() {
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      double decay = Math.pow(10, -4 + (i % 8) * 4 / 7.0);
      String kernel = i < 16 ? "rbf" : "linear";
      long depth = i < 8 ? 2 : 8;
      history.add(
          Observation.of(point(decay, depth, kernel), List.of(error(decay, depth, kernel))));
    }
    return history;
  }

  private final Surrogate surrogate = Surrogate.of(SPACE, history(), Goal.MINIMIZE).orElseThrow();

  @Test
  void predictsAlongANumberInUnitsOfTheObjective() {
    List<Prediction> predictions = surrogate.along(0, point(0.01, 2L, "rbf"));

    assertThat(predictions).hasSize(101);
    assertThat((Double) predictions.get(0).value()).isCloseTo(1e-4, within(1e-15));
    assertThat((Double) predictions.get(50).value()).isCloseTo(1e-2, within(1e-10));
    assertThat((Double) predictions.get(100).value()).isCloseTo(1, within(1e-10));
    for (Prediction prediction : predictions) {
      double expected = error((Double) prediction.value(), 2, "rbf");
      assertThat(prediction.mean()).isCloseTo(expected, within(0.25));
      assertThat(prediction.deviation()).isBetween(0.0, 0.5);
    }
  }

  @Test
  void predictsEachWholeNumberAndChoice() {
    List<Prediction> depths = surrogate.along(1, point(0.01, 2L, "rbf"));
    assertThat(depths)
        .extracting(Prediction::value)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(depths.get(7).mean() - depths.get(1).mean()).isCloseTo(0.6, within(0.15));
    // nothing was trained between
    assertThat(depths.get(4).deviation()).isGreaterThan(depths.get(1).deviation());

    List<Prediction> kernels = surrogate.along(2, point(0.01, 2L, "rbf"));
    assertThat(kernels).extracting(Prediction::value).containsExactly("linear", "rbf");
    assertThat(kernels.get(1).mean() - kernels.get(0).mean()).isCloseTo(-0.8, within(0.2));
  }

  @Test
  void predictsNothingAlongADimensionThatThePointLacks() {
    Point linear = point(0.01, 2L, "linear");
    assertThat(surrogate.along(1, linear)).isEmpty();
    assertThat(surrogate.along(2, linear))
        .extracting(Prediction::value)
        .containsExactly("linear", "rbf");
  }

  @Test
  void needsFiveDifferentResultsAndADimension() {
    assertThat(Surrogate.of(SPACE, history().subList(0, 4), Goal.MINIMIZE)).isEmpty();
    assertThat(Surrogate.of(SPACE, history().subList(0, 5), Goal.MINIMIZE)).isPresent();
    List<Observation> same =
        history().stream().map(one -> Observation.of(one.point(), List.of(1.0))).toList();
    assertThat(Surrogate.of(SPACE, same, Goal.MINIMIZE)).isEmpty();
    assertThat(Surrogate.of(new SearchSpace(List.of()), List.of(), Goal.MINIMIZE)).isEmpty();
  }
}
