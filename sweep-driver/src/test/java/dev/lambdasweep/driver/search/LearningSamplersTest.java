package dev.lambdasweep.driver.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every sampler that learns. */
class LearningSamplersTest {
  private static final SearchFunction MODELS = function("models");
  private static final SearchSpace FINITE =
      new SearchSpaces("depth", "kernel")
          .integers("depth", 1, 9)
          .choice("kernel", "linear", "rbf", "poly")
          .when("depth", "kernel", "rbf", "poly")
          .build();

  /** One point without a depth, and two choices with nine depths each. */
  private static final int FINITE_POINTS = 19;

  private static SearchFunction function(String name) {
    return SearchFunction.all().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Observation> search(
      Sampler sampler, ToDoubleFunction<Point> function, Goal goal, int batch, int trainings) {
    List<Observation> history = new ArrayList<>();
    while (history.size() < trainings) {
      for (Point point : sampler.propose(history, goal, batch)) {
        double sign = goal == Goal.MINIMIZE ? 1 : -1;
        history.add(Observation.of(point, List.of(sign * function.applyAsDouble(point))));
      }
    }
    return history;
  }

  private static List<Point> points(List<Observation> history) {
    return history.stream().map(Observation::point).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void proposesTheSamePointsAgain(String name) {
    List<Observation> history =
        search(Samplers.of(name, MODELS.space(), 5), MODELS::at, Goal.MINIMIZE, 10, 40);

    Sampler other = Samplers.of(name, MODELS.space(), 5);
    assertThat(other.propose(history.subList(0, 30), Goal.MINIMIZE, 10))
        .isEqualTo(points(history).subList(30, 40));
    assertThat(points(search(other, MODELS::at, Goal.MAXIMIZE, 10, 40))).isEqualTo(points(history));
    assertThat(Samplers.of(name, MODELS.space(), 6).propose(List.of(), Goal.MINIMIZE, 10))
        .doesNotContainAnyElementsOf(points(history));
    assertThat(other.learns()).isTrue();
    assertThat(other.initialPoints(10)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void beginsWithPointsOfTheSobolSequence(String name) {
    List<Point> sobol =
        Samplers.of("sobol", MODELS.space(), 5).propose(List.of(), Goal.MINIMIZE, 12);
    Sampler sampler = Samplers.of(name, MODELS.space(), 5);

    assertThat(sampler.propose(List.of(), Goal.MINIMIZE, 12)).isEqualTo(sobol);
    List<Observation> nine = search(sampler, MODELS::at, Goal.MINIMIZE, 9, 9);
    assertThat(sampler.propose(nine, Goal.MINIMIZE, 3)).isEqualTo(sobol.subList(9, 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void findsTheBestModel(String name) {
    List<Observation> history =
        search(Samplers.of(name, MODELS.space(), 1), MODELS::at, Goal.MINIMIZE, 10, 100);

    double best = history.stream().mapToDouble(one -> one.metrics().get(0)).min().orElseThrow();
    // the second best kind of model has 0.14, and random points are rarely below 0.13
    assertThat(best).isBetween(MODELS.least(), MODELS.least() + 0.002);
    assertThat(history).allMatch(one -> MODELS.space().contains(one.point()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void proposesNoPointTwiceAndEndsWithTheSpace(String name) {
    Sampler sampler = Samplers.of(name, FINITE, 2);
    List<Observation> history = new ArrayList<>();
    for (int generation = 0; generation < 8; generation++) {
      for (Point point : sampler.propose(history, Goal.MINIMIZE, 3)) {
        history.add(Observation.of(point, List.of((double) point.values().hashCode())));
      }
    }

    assertThat(points(history)).hasSize(FINITE_POINTS).doesNotHaveDuplicates();
    assertThat(sampler.propose(history, Goal.MINIMIZE, 3)).isEmpty();
    assertThat(sampler.propose(List.of(), Goal.MINIMIZE, 50)).hasSize(FINITE_POINTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void ignoresPointsWithoutResultButDoesNotProposeThemAgain(String name) {
    Sampler sampler = Samplers.of(name, FINITE, 2);
    List<Point> first = sampler.propose(List.of(), Goal.MINIMIZE, 12);
    List<Observation> history = new ArrayList<>(Observation.pending(first.subList(0, 2)));
    first.subList(2, 12).forEach(p -> history.add(Observation.of(p, List.of(depth(p)))));

    List<Point> more = sampler.propose(history, Goal.MINIMIZE, 10);
    assertThat(more).hasSize(FINITE_POINTS - 12).doesNotContainAnyElementsOf(first);
  }

  private static double depth(Point point) {
    Object depth = point.values().get(SearchSpaces.PREFIX + "depth");
    return depth instanceof Long number ? number : 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void avoidsWhatFailed(String name) {
    SearchSpace line = new SearchSpaces("x").uniform("x", 0, 1).build();
    Sampler sampler = Samplers.of(name, line, 2);
    List<Observation> history = new ArrayList<>();
    for (Point point : sampler.propose(List.of(), Goal.MAXIMIZE, 30)) {
      double x = (Double) point.values().get(SearchSpaces.PREFIX + "x");
      history.add(x > 0.5 ? Observation.failed(point) : Observation.of(point, List.of(x)));
    }

    List<Double> proposed =
        sampler.propose(history, Goal.MAXIMIZE, 10).stream()
            .map(point -> (Double) point.values().get(SearchSpaces.PREFIX + "x"))
            .toList();
    assertThat(proposed.stream().filter(x -> x < 0.6)).hasSizeGreaterThanOrEqualTo(8);
    assertThat(proposed.stream().filter(x -> x > 0.3)).hasSizeGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void copesWithEqualResultsAndWithFailuresAlone(String name) {
    Sampler sampler = Samplers.of(name, MODELS.space(), 2);
    List<Point> first = sampler.propose(List.of(), Goal.MAXIMIZE, 20);
    List<Observation> equal =
        first.stream().map(point -> Observation.of(point, List.of(0.1))).toList();
    List<Observation> failed = first.stream().map(Observation::failed).toList();

    for (List<Observation> history : List.of(equal, failed)) {
      List<Point> next = sampler.propose(history, Goal.MAXIMIZE, 5);
      assertThat(next).hasSize(5).doesNotContainAnyElementsOf(first);
      assertThat(new HashSet<>(next)).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void learnsFromMoreObservationsThanAModelTakes(String name) {
    SearchFunction function = function("lambda");
    Sampler sampler = Samplers.of(name, function.space(), 2);
    List<Observation> history = new ArrayList<>();
    for (Point point :
        Samplers.of("random", function.space(), 2).propose(List.of(), Goal.MINIMIZE, 700)) {
      history.add(Observation.of(point, List.of(function.at(point))));
    }

    List<Point> next = sampler.propose(history, Goal.MINIMIZE, 3);
    assertThat(next).hasSize(3);
    assertThat(next).anyMatch(point -> function.at(point) < function.least() + 1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void proposesNoneIfNoneAreWanted(String name) {
    Sampler sampler = Samplers.of(name, MODELS.space(), 2);
    List<Observation> history = search(sampler, MODELS::at, Goal.MINIMIZE, 12, 12);

    assertThat(sampler.propose(history, Goal.MINIMIZE, 0)).isEmpty();
    assertThat(sampler.propose(List.of(), Goal.MINIMIZE, 0)).isEmpty();
  }
}
