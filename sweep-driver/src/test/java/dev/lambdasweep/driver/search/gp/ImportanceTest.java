package dev.lambdasweep.driver.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.SearchSpaces;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.SobolSampler;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final SearchSpace NUMBERS =
      new SearchSpaces("a", "b", "c", "d")
          .uniform("a", 0, 1)
          .logUniform("b", 1e-4, 1)
          .uniform("c", 0, 1)
          .uniform("d", 0, 1)
          .build();

  private static double number(Map<String, Object> at, String name) {
    return (Double) at.get(SearchSpaces.PREFIX + name);
  }

  /** Variances 9/12 of a, 4/12 of b, 36/144 of a and d together; c has no influence. */
  private static double known(Map<String, Object> at) {
    double b = 1 + Math.log10(number(at, "b")) / 4;
    double a = number(at, "a");
    return 3 * a + 2 * b + 6 * (a - 0.5) * (number(at, "d") - 0.5);
  }

  private static List<Observation> history(
      SearchSpace space, int n, ToDoubleFunction<Map<String, Object>> function) {
    return new SobolSampler(space, 3)
        .propose(List.of(), Goal.MAXIMIZE, n).stream()
            .map(point -> Observation.of(point, List.of(function.applyAsDouble(point.values()))))
            .toList();
  }

  @Test
  void findsTheSharesOfAFunctionThatIsKnown() {
    List<Importance> found =
        Importance.of(NUMBERS, history(NUMBERS, 60, ImportanceTest::known), Goal.MAXIMIZE, 1);

    double variance = 9 / 12.0 + 4 / 12.0 + 36 / 144.0;
    double[] total = {1 / variance, 4 / 12.0 / variance, 0, 0.25 / variance};
    double[] alone = {0.75 / variance, 4 / 12.0 / variance, 0, 0};
    String[] names = {"a", "b", "c", "d"};
    assertThat(found).hasSize(4);
    for (int d = 0; d < 4; d++) {
      Importance importance = found.get(d);
      assertThat(importance.path()).isEqualTo(SearchSpaces.PREFIX + names[d]);
      assertThat(importance.total()).isCloseTo(total[d], within(0.03));
      assertThat(importance.alone()).isCloseTo(alone[d], within(0.03));
      assertThat(importance.total()).isBetween(importance.low(), importance.high());
      assertThat(total[d]).isBetween(importance.low() - 0.01, importance.high() + 0.01);
      assertThat(importance.high() - importance.low()).isLessThan(0.2);
    }
  }

  @Test
  void isLessCertainAboutNoise() {
    Random random = new Random(4);
    List<Importance> noisy =
        Importance.of(
            NUMBERS,
            history(NUMBERS, 20, at -> known(at) + 2 * random.nextGaussian()),
            Goal.MAXIMIZE,
            1);

    assertThat(noisy).anyMatch(importance -> importance.high() - importance.low() > 0.5);
  }

  @Test
  void knowsChoicesAndDimensionsWithConditions() {
    SearchSpace space =
        new SearchSpaces("depth", "kernel")
            .integers("depth", 1, 9)
            .choice("kernel", "linear", "rbf")
            .when("depth", "kernel", "rbf")
            .build();
    String kernel = SearchSpaces.PREFIX + "kernel";
    List<Importance> found =
        Importance.of(
            space,
            history(space, 10, at -> at.get(kernel).equals("rbf") ? 1 : 0),
            Goal.MINIMIZE,
            1);

    assertThat(found.get(0).total()).isLessThan(0.05);
    assertThat(found.get(1).total()).isCloseTo(1, within(0.05));
    assertThat(found.get(1).alone()).isCloseTo(1, within(0.05));
  }

  @Test
  void saysNothingWithoutTenDifferentResults() {
    List<Observation> nine = history(NUMBERS, 9, ImportanceTest::known);
    assertThat(Importance.of(NUMBERS, nine, Goal.MAXIMIZE, 1)).isEmpty();
    assertThat(Importance.of(NUMBERS, history(NUMBERS, 20, at -> 2), Goal.MAXIMIZE, 1)).isEmpty();
    SearchSpace none = new SearchSpace(List.of());
    List<Observation> ofOne = List.of(Observation.of(new Point(Map.of()), List.of(1.0)));
    assertThat(Importance.of(none, ofOne, Goal.MAXIMIZE, 1)).isEmpty();
  }

  @Test
  void halvesOfEqualResultsDoNotHarm() {
    // most halves contain only zeros
    List<Importance> found =
        Importance.of(
            NUMBERS, history(NUMBERS, 12, at -> number(at, "a") > 0.93 ? 1 : 0), Goal.MAXIMIZE, 1);

    assertThat(found)
        .hasSize(4)
        .allMatch(importance -> importance.low() >= 0 && importance.high() <= 1);
  }
}
