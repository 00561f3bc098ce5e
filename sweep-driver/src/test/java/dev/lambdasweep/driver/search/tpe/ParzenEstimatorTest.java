package dev.lambdasweep.driver.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.search.cube.Cube;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {
  private static final SearchSpace SPACE =
      new SearchSpaces("depth", "kernel", "rate", "x")
          .integers("depth", 1, 20)
          .choice("kernel", "linear", "poly", "rbf")
          .logUniform("rate", 1e-5, 1)
          .uniform("x", -5, 10)
          .build();
  private static final Cube CUBE = new Cube(SPACE);

  @Test
  void hasTheDensitiesOfOptuna() throws IOException {
    int compared = 0;
    JsonNode cases = new ObjectMapper().readTree(getClass().getResourceAsStream("parzen.json"));
    for (JsonNode one : cases) {
      ParzenEstimator estimator = new ParzenEstimator(CUBE, points(one.get("observed")));
      List<Point> asked = points(one.get("asked"));
      for (int i = 0; i < asked.size(); i++) {
        assertThat(estimator.logDensity(asked.get(i)))
            .isCloseTo(one.get("logDensities").get(i).asDouble(), within(1e-9));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(5 * 12);
  }

  @Test
  void drawsFromTheMixtureOfItsKernels() {
    SearchSpace line = new SearchSpaces("x").uniform("x", 0, 1).build();
    List<Point> observed = List.of(line.point(0.1), line.point(0.15), line.point(0.9));
    ParzenEstimator estimator = new ParzenEstimator(new Cube(line), observed);
    Philox random = new Philox(1, 1);
    int draws = 20_000;
    int[] counts = new int[10];
    for (int i = 0; i < draws; i++) {
      counts[Math.min(9, (int) (10 * estimator.draw(random)[0]))]++;
    }

    // 3 points: 0.2 · 3^(−1/5) = 0.1605 < 1/5
    List<NormalDistribution> kernels =
        List.of(
            new NormalDistribution(0.1, 0.2),
            new NormalDistribution(0.15, 0.2),
            new NormalDistribution(0.9, 0.2),
            new NormalDistribution(0.5, 1));
    for (int bin = 0; bin < counts.length; bin++) {
      double expected = 0;
      for (NormalDistribution kernel : kernels) {
        expected +=
            0.25 * kernel.probability(bin / 10.0, (bin + 1) / 10.0) / kernel.probability(0, 1);
      }
      // five standard deviations of a binomial share
      double deviation = Math.sqrt(expected * (1 - expected) / draws);
      assertThat((double) counts[bin] / draws).isCloseTo(expected, within(5 * deviation));
    }
  }

  @Test
  void takesThePriorWhereAPointLacksADimension() {
    SearchSpace space =
        new SearchSpaces("depth", "kernel", "x")
            .integers("depth", 1, 4)
            .choice("kernel", "linear", "rbf")
            .uniform("x", 0, 1)
            .when("x", "kernel", "rbf")
            .build();
    Point linear = SearchSpaces.point(space, Map.of("depth", 2L, "kernel", "linear", "x", 0.3));
    assertThat(linear.values()).hasSize(2);
    ParzenEstimator estimator = new ParzenEstimator(new Cube(space), List.of(linear));

    double at = estimator.logDensity(rbf(space, 0.1));
    // symmetric around the middle: no kernel is at 0.3
    assertThat(estimator.logDensity(rbf(space, 0.9))).isCloseTo(at, within(1e-12));
    assertThat(estimator.logDensity(rbf(space, 0.5))).isGreaterThan(at);
  }

  @Test
  void weighsTheLast25PointsAndThePriorFully() {
    double[] weights = ParzenEstimator.weights(28);

    double sum = 1 / 28.0 + (1 + 1 / 28.0) / 2 + 1 + 26;
    assertThat(weights[0]).isCloseTo(1 / 28.0 / sum, within(1e-15));
    assertThat(weights[1]).isCloseTo((1 + 1 / 28.0) / 2 / sum, within(1e-15));
    assertThat(weights[2]).isCloseTo(1 / sum, within(1e-15));
    assertThat(weights[28]).isCloseTo(1 / sum, within(1e-15));
    assertThat(ParzenEstimator.weights(26)[0]).isCloseTo(1 / 26.0 / (26 + 1 / 26.0), within(1e-15));
  }

  private static Point rbf(SearchSpace space, double x) {
    return SearchSpaces.point(space, Map.of("depth", 2L, "kernel", "rbf", "x", x));
  }

  private static List<Point> points(JsonNode nodes) {
    List<Point> points = new ArrayList<>();
    for (JsonNode node : nodes) {
      points.add(
          SearchSpaces.point(
              SPACE,
              Map.of(
                  "depth", node.get("depth").asLong(),
                  "kernel", node.get("kernel").asText(),
                  "rate", node.get("rate").asDouble(),
                  "x", node.get("x").asDouble())));
    }
    return points;
  }
}
