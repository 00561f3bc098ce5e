package dev.lambdasweep.driver.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.sweep.Proposers;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final Goal GOAL = Goal.MAXIMIZE;
  private static final String LOG = "lambda { type = log-uniform, low = 1e-5, high = 0.1 }";

  @Test
  void drawsTheSamePointsWheneverAndHoweverManyAreAsked() {
    Sampler sampler = config(LOG).sampler();
    List<Point> all = sampler.propose(List.of(), GOAL, 12);

    assertThat(sampler.propose(List.of(), GOAL, 5)).isEqualTo(all.subList(0, 5));
    assertThat(sampler.propose(Observation.pending(all.subList(0, 5)), GOAL, 7))
        .isEqualTo(all.subList(5, 12));
    assertThat(config(LOG).sampler().propose(List.of(), GOAL, 12)).isEqualTo(all);
    assertThat(config(LOG, "sweep.seed=2").sampler().propose(List.of(), GOAL, 12))
        .doesNotContainAnyElementsOf(all);
  }

  @Test
  void drawsAsManyInEachDecade() {
    List<Point> points = config(LOG).sampler().propose(List.of(), GOAL, 4000);
    long lowest =
        points.stream().filter(p -> (Double) p.values().get("training.lambda") < 1e-4).count();

    // binomial with p = 1/4: 1000 expected, standard deviation 27.4
    assertThat(lowest).isBetween(1000L - 5 * 28, 1000L + 5 * 28);
  }

  @Test
  void walksAGridWithItsFirstDimensionSlowest() {
    SweepConfig config = config("batch-size = [10, 20], lambda = [0, 1, 2]");

    assertThat(Proposers.of(config).next(List.of(), List.of(), Goal.MINIMIZE).points())
        .extracting(Point::values)
        .containsExactly(
            Map.of("training.lambda", 0.0, "training.batch-size", 10L),
            Map.of("training.lambda", 0.0, "training.batch-size", 20L),
            Map.of("training.lambda", 1.0, "training.batch-size", 10L),
            Map.of("training.lambda", 1.0, "training.batch-size", 20L),
            Map.of("training.lambda", 2.0, "training.batch-size", 10L),
            Map.of("training.lambda", 2.0, "training.batch-size", 20L));
  }

  @Test
  void walksAGridWithoutItsInactiveDimensions() {
    // momentum comes after the optimizer, batch-size before it
    SweepConfig config =
        config(
            "optimizer = [adam, sgd], momentum { type = choice, values = [0, 0.9], when.optimizer = sgd },"
                + " batch-size { type = choice, values = [20, 10], when.optimizer = adam }");

    assertThat(config.sampler().propose(List.of(), GOAL, 9))
        .extracting(Point::values)
        .containsExactly(
            Map.of("training.optimizer", "sgd", "training.momentum", 0.0),
            Map.of("training.optimizer", "sgd", "training.momentum", 0.9),
            Map.of("training.batch-size", 20L, "training.optimizer", "adam"),
            Map.of("training.batch-size", 10L, "training.optimizer", "adam"));
    assertThat(config.sampler().initialPoints(10)).isEqualTo(4);
  }

  @Test
  void countsOnlyTheActiveDimensionsOfAGrid() {
    // 4 · 400² combinations
    String wide =
        "{ type = integers, low = 1, high = 400, when.optimizer = sgd, when.activation = ";
    String space =
        "activation = [relu, sigmoid], optimizer = [sgd, adam], batch-size "
            + wide
            + "relu }, training-images "
            + wide
            + "sigmoid }";
    assertThat(config(space, "sweep.sampler=grid").sampler().propose(List.of(), GOAL, 10_000))
        .hasSize(2 * 400 + 2);
    assertThatThrownBy(
            () ->
                config(
                        "optimizer = [sgd, adam], batch-size { type = integers, low = 1, high = 400,"
                            + " when.optimizer = sgd }, training-images { type = integers, low = 1,"
                            + " high = 400, when.optimizer = sgd }",
                        "sweep.sampler=grid")
                    .sampler())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot search a grid of more than 100000 points: there may be at most 100000 (list"
                + " fewer values, or set sweep.sampler = random)");
  }

  @Test
  void endsAGridAfterItsLastPoint() {
    Sampler sampler = config("lambda = [0, 1, 2]").sampler();
    List<Point> points = new ArrayList<>(sampler.propose(List.of(), GOAL, 2));

    points.addAll(sampler.propose(Observation.pending(points), GOAL, 2));
    assertThat(points).hasSize(3);
    assertThat(sampler.propose(Observation.pending(points), GOAL, 2)).isEmpty();
  }

  @Test
  void choosesAGridWhereEveryDimensionListsItsValues() {
    assertThat(config("lambda = from 0 to 1 step 0.5").sampler()).isInstanceOf(GridSampler.class);
    assertThat(config("lambda = [0], batch-size { type = integers, low = 1, high = 9 }").sampler())
        .isInstanceOf(RandomSampler.class);
    assertThat(config("lambda = [0]", "sweep.sampler=random").sampler())
        .isInstanceOf(RandomSampler.class);
  }

  @Test
  void hasOnePointWithoutADimension() {
    assertThat(Proposers.of(config("")).next(List.of(), List.of(), Goal.MINIMIZE).points())
        .containsExactly(new Point(Map.of()));
    assertThat(
            Proposers.of(config("", "sweep.sampler=random"))
                .next(List.of(), List.of(), Goal.MINIMIZE)
                .points())
        .hasSize(1);
  }

  @Test
  void drawsAsManyPointsAsTheFileAsks() {
    assertThat(
            Proposers.of(config(LOG, "sweep.trials=3"))
                .next(List.of(), List.of(), Goal.MINIMIZE)
                .points())
        .hasSize(3);
  }

  @Test
  void refusesAGridOfTooManyPoints() {
    SweepConfig config =
        config(
            "lambda = from 1 to 1000 step 1, batch-size { type = integers, low = 1, high = 1000 }",
            "sweep.sampler=grid");

    assertThatThrownBy(() -> config.sampler())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot search a grid of 1000000 points: there may be at most 100000"
                + " (list fewer values, or set sweep.sampler = random)");
  }

  private static SweepConfig config(String space, String... overrides) {
    return ConfigReader.read(
        "test.conf",
        new StringReader("training.epochs = 1, sweep.space { " + space + " }"),
        List.of(overrides));
  }
}
