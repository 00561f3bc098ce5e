package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.Uniform;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NarrowingTest {

  @Test
  void searchesBetweenTheNeighboursOfTheBest() {
    Narrowing narrowing = narrowed(Settings.LAMBDA, 0.01, 1e-5, 0.1, 1e-3, 1e-4);
    assertThat(narrowing.space().dimensions())
        .containsExactly(logUniform(Settings.LAMBDA, 1e-3, 0.1));
    assertThat(narrowing.warnings()).isEmpty();
  }

  @Test
  void extendsAboveTheHighestByTheRatioToItsNeighbour() {
    Narrowing narrowing = narrowed(Settings.LAMBDA, 0.1, 1e-5, 0.02);
    assertThat(narrowing.space().dimensions())
        .containsExactly(logUniform(Settings.LAMBDA, 0.02, 0.5));
    assertThat(narrowing.warnings())
        .containsExactly(
            "The best lambda, 0.1, is the highest value tried; the refined space extends to"
                + " 0.5.");
  }

  @Test
  void extendsBelowTheLowestByTheRatioToItsNeighbour() {
    Narrowing narrowing = narrowed(Settings.LAMBDA, 1e-5, 1e-4, 0.1);
    assertThat(narrowing.space().dimensions())
        .containsExactly(logUniform(Settings.LAMBDA, 1e-6, 1e-4));
    assertThat(narrowing.warnings())
        .containsExactly(
            "The best lambda, 0.00001, is the lowest value tried; the refined space extends to"
                + " 0.000001.");
  }

  @Test
  void showsReadableNumbers() {
    // 0.0123456789² / 0.002 = 0.076207…
    assertThat(narrowed(Settings.LAMBDA, 0.0123456789, 0.002).warnings())
        .containsExactly(
            "The best lambda, 0.01235, is the highest value tried; the refined space extends to"
                + " 0.07621.");
    assertThat(narrowed(Settings.RATE, 1200.0, 3600.0).warnings())
        .containsExactly(
            "The best learning-rate, 1200, is the lowest value tried; the refined space extends to 400.");
  }

  @Test
  void searchesAroundASingleValue() {
    Narrowing narrowing = drawnOnce(logUniform(Settings.LAMBDA, 1e-5, 1e-1), 0.01);
    LogUniform between = (LogUniform) narrowing.space().dimensions().get(0);
    assertThat(between.low()).isCloseTo(0.01 / Math.sqrt(10), within(1e-12));
    assertThat(between.high()).isCloseTo(0.01 * Math.sqrt(10), within(1e-12));
    assertThat(narrowing.warnings())
        .containsExactly(
            "Only one lambda was tried, 0.01; the refined space extends from 0.003162 to 0.03162.");
  }

  @Test
  void stopsAtAPointThatFailed() {
    Dimension rates = logUniform(Settings.RATE, 1e-7, 10);
    Narrowing narrowing =
        Narrowing.of(
            new SearchSpace(List.of(rates)),
            List.of(rate(0.03)),
            List.of(rate(0.03), rate(1e-7)),
            List.of(rate(3), rate(9)),
            0);
    assertThat(narrowing.space().dimensions()).containsExactly(logUniform(Settings.RATE, 1e-7, 3));
    assertThat(narrowing.warnings()).isEmpty();
  }

  @Test
  void spansAllThatCannotBeDistinguishedFromTheBest() {
    Dimension rates = logUniform(Settings.RATE, 1e-7, 10);
    List<Point> points = List.of(rate(0.03), rate(0.2), rate(1), rate(0.01), rate(9), rate(1e-7));
    Narrowing inside =
        Narrowing.of(new SearchSpace(List.of(rates)), points.subList(0, 3), points, List.of(), 0);
    assertThat(inside.space().dimensions()).containsExactly(logUniform(Settings.RATE, 0.01, 9));
    assertThat(inside.warnings()).isEmpty();

    // 9 · 9 / 1 above, and 1e-7 · 1e-7 / 0.01 below
    Narrowing all = Narrowing.of(new SearchSpace(List.of(rates)), points, points, List.of(), 0);
    assertThat(all.space().dimensions()).containsExactly(logUniform(Settings.RATE, 1e-12, 81));
    assertThat(all.warnings())
        .containsExactly(
            "For learning-rate, 1E-7 cannot be distinguished from the best and is the lowest value tried; the refined space extends to 1E-12.",
            "For learning-rate, 9 cannot be distinguished from the best and is the highest value tried;"
                + " the refined space extends to 81.");
  }

  @Test
  void keepsTheChoicesThatCannotBeDistinguishedFromTheBest() {
    List<Point> points =
        List.of(
            point("constant", 0.01, 20L),
            point("triangular", 0.01, 20L),
            point("step-decay", 0.01, 20L));
    Dimension schedules =
        new Listed(Settings.SCHEDULE, List.of("step-decay", "constant", "triangular"));
    assertThat(
            Narrowing.of(
                    new SearchSpace(List.of(schedules)), points.subList(0, 2), points, List.of(), 0)
                .space()
                .dimensions())
        .containsExactly(new Listed(Settings.SCHEDULE, List.of("constant", "triangular")));
  }

  @Test
  void keepsConditionsThatMayStillFail() {
    SearchSpace parent = optimizers();
    List<Point> best = List.of(sgd(0.1, 0.9), adam(0.2, 0.8));
    Narrowing narrowing = Narrowing.of(parent, best, best, List.of(sgd(0.2, 0.5)), 0);

    assertThat(narrowing.space().conditions()).isEqualTo(parent.conditions());
    assertThat(narrowing.space().dimensions())
        .extracting(dimension -> dimension.hyperparameter().shortName())
        .containsExactly("learning-rate", "optimizer", "momentum", "beta1");
  }

  @Test
  void leavesOutDimensionsThatNoneOfTheBestPointsHas() {
    List<Point> points = List.of(sgd(0.1, 0.9), adam(0.2, 0.8), sgd(0.4, 0.5));
    Narrowing narrowing = Narrowing.of(optimizers(), points.subList(0, 1), points, List.of(), 0);

    // momentum is always active now, and its highest value is the best: 0.9 · 0.9 / 0.5 is not
    // allowed
    assertThat(narrowing.space())
        .isEqualTo(
            new SearchSpace(
                List.of(
                    logUniform(Settings.RATE, 0.05, 0.2),
                    new Listed(Settings.OPTIMIZER, List.of("sgd")),
                    logUniform(Settings.MOMENTUM, 0.5, 0.9))));
  }

  @Test
  void keepsTheListedNumbersThatOthersDependOn() {
    SearchSpace parent =
        new SearchSpace(
            List.of(
                new Listed(Settings.RATE, List.of(0.1, 0.2, 0.3)),
                new Listed(Settings.MOMENTUM, List.of(0.5, 0.9))),
            List.of(new Condition(Settings.MOMENTUM, Settings.RATE, List.of(0.1, 0.3))));
    Point with = new Point(Map.of(Settings.RATE.path(), 0.1, Settings.MOMENTUM.path(), 0.9));
    List<Point> best = List.of(with, rate(0.2));
    Narrowing narrowing = Narrowing.of(parent, best, best, List.of(), 0);

    assertThat(narrowing.space().dimensions())
        .contains(new Listed(Settings.RATE, List.of(0.1, 0.2)));
    assertThat(narrowing.space().conditions())
        .containsExactly(new Condition(Settings.MOMENTUM, Settings.RATE, List.of(0.1)));
  }

  private static SearchSpace optimizers() {
    return new SearchSpace(
        List.of(
            logUniform(Settings.RATE, 0.01, 1),
            new Listed(Settings.OPTIMIZER, List.of("sgd", "adam")),
            uniform(Settings.MOMENTUM, 0, 0.99),
            uniform(Settings.BETA1, 0, 0.99)),
        List.of(
            new Condition(Settings.MOMENTUM, Settings.OPTIMIZER, List.of("sgd")),
            new Condition(Settings.BETA1, Settings.OPTIMIZER, List.of("adam"))));
  }

  private static Point sgd(double rate, double momentum) {
    return new Point(
        Map.of(
            Settings.RATE.path(), rate,
            Settings.OPTIMIZER.path(), "sgd",
            Settings.MOMENTUM.path(), momentum));
  }

  private static Point adam(double rate, double beta1) {
    return new Point(
        Map.of(
            Settings.RATE.path(), rate,
            Settings.OPTIMIZER.path(), "adam",
            Settings.BETA1.path(), beta1));
  }

  private static Point rate(double rate) {
    return new Point(Map.of(Settings.RATE.path(), rate));
  }

  @Test
  void keepsAListOfOneValue() {
    Narrowing narrowing = narrowed(Settings.BATCH_SIZE, 100L);
    assertThat(narrowing.space().dimensions())
        .containsExactly(new Listed(Settings.BATCH_SIZE, List.of(100L)));
    assertThat(narrowing.warnings()).isEmpty();
  }

  @Test
  void countsAValueThatWasTriedTwiceOnce() {
    assertThat(narrowed(Settings.LAMBDA, 0.01, 0.01, 0.001, 0.1).space().dimensions())
        .containsExactly(logUniform(Settings.LAMBDA, 0.001, 0.1));
  }

  @Test
  void measuresByDifferencesIfZeroWasTried() {
    assertThat(narrowed(Settings.LAMBDA, 0.2, 0.0, 0.3).space().dimensions())
        .containsExactly(uniform(Settings.LAMBDA, 0, 0.3));
    Narrowing highest = narrowed(Settings.LAMBDA, 0.3, 0.0, 0.2);
    assertThat(highest.space().dimensions()).containsExactly(uniform(Settings.LAMBDA, 0.2, 0.4));
    assertThat(highest.warnings())
        .containsExactly(
            "The best lambda, 0.3, is the highest value tried; the refined space extends to"
                + " 0.4.");
  }

  @Test
  void doesNotGoBelowWhatIsAllowed() {
    Narrowing narrowing = narrowed(Settings.LAMBDA, 0.0, 0.2, 0.3);
    assertThat(narrowing.space().dimensions()).containsExactly(uniform(Settings.LAMBDA, 0, 0.2));
    assertThat(narrowing.warnings()).isEmpty();
    assertThat(drawnOnce(uniform(Settings.LAMBDA, 0, 1), 0.0).space().dimensions())
        .containsExactly(uniform(Settings.LAMBDA, 0, 1));
  }

  @Test
  void doesNotGoAboveWhatIsAllowed() {
    long most = Integer.MAX_VALUE;
    Narrowing narrowing = narrowed(Settings.UPDATES, most, 1000L);
    assertThat(narrowing.space().dimensions())
        .containsExactly(integers(Settings.UPDATES, 1000, most));
    assertThat(narrowing.warnings()).isEmpty();
    assertThat(narrowed(Settings.LAMBDA, 1e300, 1.0).space().dimensions())
        .containsExactly(logUniform(Settings.LAMBDA, 1, 1e300));
  }

  @Test
  void searchesWholeNumbersInclusively() {
    assertThat(narrowed(Settings.BATCH_SIZE, 100L, 50L, 200L, 10L).space().dimensions())
        .containsExactly(integers(Settings.BATCH_SIZE, 50, 200));
  }

  @Test
  void widensWholeNumbersToWholeNumbers() {
    // 6 · 6 / 8 = 4.5, rounded to even; 10 · 10 / 6 = 16.7
    Narrowing lowest = narrowed(Settings.BATCH_SIZE, 6L, 8L, 10L);
    assertThat(lowest.space().dimensions()).containsExactly(integers(Settings.BATCH_SIZE, 4, 8));
    assertThat(lowest.warnings())
        .containsExactly(
            "The best batch-size, 6, is the lowest value tried; the refined space extends to"
                + " 4.");
    Narrowing highest = narrowed(Settings.BATCH_SIZE, 10L, 6L);
    assertThat(highest.space().dimensions()).containsExactly(integers(Settings.BATCH_SIZE, 6, 17));
    assertThat(highest.warnings())
        .containsExactly(
            "The best batch-size, 10, is the highest value tried; the refined space extends to"
                + " 17.");
  }

  static List<Setting<?>> hyperparameters() {
    return Settings.hyperparameters();
  }

  @ParameterizedTest
  @MethodSource("hyperparameters")
  void narrowsEveryNumber(Setting<?> hyperparameter) {
    switch (hyperparameter.kind().column()) {
      case LONG ->
          assertThat(narrowed(hyperparameter, 20L, 10L, 40L).space().dimensions())
              .containsExactly(integers(hyperparameter, 10, 40));
      case DOUBLE ->
          assertThat(narrowed(hyperparameter, 0.2, 0.1, 0.4).space().dimensions()).hasSize(1);
      case STRING -> {} // choices, below
    }
  }

  @Test
  void widensWholeNumbersNoFurtherThanIsAllowed() {
    // 2 · 2 / 10 = 0.4, and a batch has at least one image
    Narrowing narrowing = narrowed(Settings.BATCH_SIZE, 2L, 10L);
    assertThat(narrowing.space().dimensions())
        .containsExactly(integers(Settings.BATCH_SIZE, 1, 10));
    assertThat(narrowing.warnings())
        .containsExactly(
            "The best batch-size, 2, is the lowest value tried; the refined space extends to"
                + " 1.");
    assertThat(narrowed(Settings.EPOCHS, 1L, 2L))
        .isEqualTo(
            new Narrowing(new SearchSpace(List.of(integers(Settings.EPOCHS, 1, 2))), List.of()));
  }

  @Test
  void givesAGridItsPoints() {
    Narrowing narrowing = narrowed(5, Settings.LAMBDA, 0.01, 1e-4, 1.0);
    assertThat(narrowing.space().dimensions())
        .containsExactly(new LogUniform(Settings.LAMBDA, 1e-4, 1, 5));
    assertThat(narrowing.space().dimensions().get(0).grid())
        .containsExactly(1e-4, 1e-3, 1e-2, 1e-1, 1.0);
  }

  @Test
  void givesAGridOfFewWholeNumbersAllOfThem() {
    assertThat(narrowed(3, Settings.EPOCHS, 5L, 4L, 6L).space().dimensions())
        .containsExactly(integers(Settings.EPOCHS, 4, 6));
  }

  @Test
  void givesAGridOfOneWholeNumberTooManyItsPoints() {
    // 3, 4, 5 and 6 are four
    assertThat(narrowed(3, Settings.EPOCHS, 5L, 3L, 6L).space().dimensions())
        .containsExactly(new LogUniform(Settings.EPOCHS, 3, 6, 3));
  }

  @Test
  void givesAGridOfManyWholeNumbersItsPoints() {
    Narrowing narrowing = narrowed(3, Settings.EPOCHS, 50L, 10L, 1000L);
    assertThat(narrowing.space().dimensions().get(0).grid()).containsExactly(10L, 100L, 1000L);
  }

  @Test
  void fixesChoicesAtThoseOfTheBest() {
    Narrowing schedules = narrowed(Settings.SCHEDULE, "triangular", "constant");
    assertThat(schedules.space().dimensions())
        .containsExactly(new Listed(Settings.SCHEDULE, List.of("triangular")));
    Narrowing widths = narrowed(Settings.HIDDEN, List.of(50L, 20L), List.of(10L));
    assertThat(widths.space().dimensions())
        .containsExactly(new Listed(Settings.HIDDEN, List.of(List.of(50L, 20L))));
    assertThat(schedules.warnings()).isEmpty();
    assertThat(widths.warnings()).isEmpty();
  }

  @Test
  void narrowsEachDimensionByItself() {
    List<Dimension> parent =
        List.of(
            new Listed(Settings.SCHEDULE, List.of("constant", "triangular")),
            logUniform(Settings.LAMBDA, 1e-5, 0.1),
            integers(Settings.BATCH_SIZE, 10, 100));
    Narrowing narrowing =
        Narrowing.of(
            new SearchSpace(parent),
            List.of(point("constant", 0.01, 20L)),
            List.of(
                point("constant", 0.01, 20L),
                point("triangular", 0.001, 30L),
                point("constant", 0.1, 10L)),
            List.of(),
            0);
    assertThat(narrowing)
        .isEqualTo(
            new Narrowing(
                new SearchSpace(
                    List.of(
                        new Listed(Settings.SCHEDULE, List.of("constant")),
                        logUniform(Settings.LAMBDA, 0.001, 0.1),
                        integers(Settings.BATCH_SIZE, 10, 30))),
                List.of()));
  }

  private static Point point(String schedule, double lambda, long batchSize) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(Settings.SCHEDULE.path(), schedule);
    values.put(Settings.LAMBDA.path(), lambda);
    values.put(Settings.BATCH_SIZE.path(), batchSize);
    return new Point(values);
  }

  private static Narrowing narrowed(Setting<?> hyperparameter, Object... bestFirst) {
    return narrowed(0, hyperparameter, bestFirst);
  }

  private static Narrowing narrowed(
      int gridPoints, Setting<?> hyperparameter, Object... bestFirst) {
    List<Object> different = Arrays.stream(bestFirst).distinct().toList();
    List<Point> points =
        Arrays.stream(bestFirst)
            .map(value -> new Point(Map.of(hyperparameter.path(), value)))
            .toList();
    return Narrowing.of(
        new SearchSpace(List.of(new Listed(hyperparameter, different))),
        points.subList(0, 1),
        points,
        List.of(),
        gridPoints);
  }

  /** The narrowing after a random search of one trial. */
  private static Narrowing drawnOnce(Dimension dimension, Object value) {
    Point point = new Point(Map.of(dimension.hyperparameter().path(), value));
    return Narrowing.of(
        new SearchSpace(List.of(dimension)), List.of(point), List.of(point), List.of(), 0);
  }

  private static Dimension logUniform(Setting<?> hyperparameter, double low, double high) {
    return new LogUniform(hyperparameter, low, high, 0);
  }

  private static Dimension uniform(Setting<?> hyperparameter, double low, double high) {
    return new Uniform(hyperparameter, low, high, 0);
  }

  private static Dimension integers(Setting<?> hyperparameter, long low, long high) {
    return new Integers(hyperparameter, low, high);
  }
}
