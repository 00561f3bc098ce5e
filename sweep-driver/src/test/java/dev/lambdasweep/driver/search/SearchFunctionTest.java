package dev.lambdasweep.driver.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchFunctionTest {
  private static final Map<String, List<Object>> MINIMA =
      Map.of(
          "branin", List.of(Math.PI, 2.275),
          "hartmann-3", List.of(0.114589, 0.555649, 0.852547),
          "hartmann-6", List.of(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573),
          "ackley-5", List.of(0.0, 0.0, 0.0, 0.0, 0.0),
          "lambda", List.of(Math.pow(10, -2.5002)),
          "optimizers", List.of("relu", 181L, Math.pow(10, -3.5), 0.9, "sgd", Math.pow(10, -1.5)));

  @Test
  void hasTheMinimaOfTheLiterature() {
    for (SearchFunction function : SearchFunction.all()) {
      if (MINIMA.containsKey(function.name())) {
        Point least = function.space().point(MINIMA.get(function.name()));
        assertThat(function.at(least)).isCloseTo(function.least(), within(1e-6));
      }
    }
    SearchFunction models = SearchFunction.all().get(6);
    Map<String, Object> values = new HashMap<>();
    values.put("model", "svm");
    values.put("kernel", "rbf");
    values.put("c", 10.0);
    values.put("gamma", 0.01);
    assertThat(models.at(SearchSpaces.point(models.space(), values)))
        .isCloseTo(models.least(), within(1e-12));
  }

  @Test
  void isNowhereBelowItsMinimum() {
    for (SearchFunction function : SearchFunction.all()) {
      assertThat(Samplers.of("random", function.space(), 1).propose(List.of(), Goal.MINIMIZE, 2000))
          .allMatch(point -> function.at(point) >= function.least() - 1e-12);
    }
  }
}
