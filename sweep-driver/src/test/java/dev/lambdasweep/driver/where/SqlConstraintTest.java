package dev.lambdasweep.driver.where;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlConstraintTest {
  private static final String SPACE =
      """
      training.epochs = 1
      sweep.space {
        optimizer = [sgd, adam]
        batch-size { type = integers, low = 1, high = 100, scale = log }
        learning-rate { type = log-uniform, low = 0.001, high = 1 }
        momentum { type = uniform, low = 0, high = 0.99, when { optimizer = sgd } }
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      learning_rate * batch_size < 10                             | true
      Learning_Rate BETWEEN 0.05 AND 0.2                          | true
      learning_rate / (1 - batch_size) BETWEEN -1 AND 0 AND nullif(learning_rate + 1, 1) > 0 | true
      optimizer = 'sgd' AND momentum > 0.5                        | false
      momentum < 0.9                                              | false
      NOT momentum < 0.9                                          | false
      momentum IS NULL OR momentum < 0.9                          | true
      coalesce(momentum, 0) < 0.5                                 | true
      log10(learning_rate) < -0.5 AND optimizer IN ('adam', 'x')  | true
      hidden LIKE '50%'                                           | true
      hidden = '50'                                               | false
      CASE optimizer WHEN 'adam' THEN batch_size >= 20 ELSE true END | true
      """)
  void isTrueOrNot(String text, boolean isAllowed) {
    // the momentum is inactive
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(Settings.HIDDEN.path(), List.of(50L, 20L));
    values.put(Settings.BATCH_SIZE.path(), 20L);
    values.put(Settings.RATE.path(), 0.1);
    values.put(Settings.OPTIMIZER.path(), "adam");
    SqlConstraint constraint =
        new SqlConstraint(
            text,
            List.of(
                Settings.HIDDEN,
                Settings.BATCH_SIZE,
                Settings.RATE,
                Settings.OPTIMIZER,
                Settings.MOMENTUM));

    assertThat(constraint.problem()).isEmpty();
    assertThat(constraint.allows(new Point(values))).isEqualTo(isAllowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      learning_rate <                 | Syntax error at or near end of input
      learning_rate < 1; SELECT 1     | Syntax error at or near ';'
      rate < 1                        | A column, variable, or function parameter with name `rate` cannot be resolved
      learning_rate + 1               | Cannot resolve "(learning_rate + 1)" due to data type mismatch: Filter expression "(learning_rate + 1)" of type "DOUBLE" is not a boolean
      rand() < 0.5                    | it must depend on the dimensions alone
      current_date() > '2020-01-01'   | it must depend on the dimensions alone
      learning_rate IN (SELECT 1)     | it must depend on the dimensions alone
      reflect('java.lang.Math', 'random') > '0' | it must depend on the dimensions alone
      sum(learning_rate) > 1          | The WHERE condition "(sum(learning_rate) > 1)" contains invalid expressions: sum(learning_rate)
      half(learning_rate) > 1         | it calls a function that Spark SQL does not have
      """)
  void saysWhatIsWrong(String text, String cause) {
    assertThat(new SqlConstraint(text, List.of(Settings.RATE, Settings.BATCH_SIZE)).problem())
        .contains("a condition in SQL on learning_rate, batch_size (" + cause + ")");
  }

  @Test
  void namesThePointWhereItHasNoValue() {
    SqlConstraint constraint =
        new SqlConstraint("1 / batch_size < 2", List.of(Settings.BATCH_SIZE));
    SqlConstraint dividing =
        new SqlConstraint("1 / (batch_size - 20) < 2", List.of(Settings.BATCH_SIZE));
    Point point = new Point(Map.of(Settings.BATCH_SIZE.path(), 20L));

    assertThat(constraint.allows(point)).isTrue();
    assertThatThrownBy(() -> dividing.allows(point))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot evaluate sweep.where = 1 / (batch_size - 20) < 2 at batch_size = 20: Division by"
                + " zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. If"
                + " necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error"
                + " (change the condition)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "gp", "tpe"})
  void noSamplerProposesOtherPoints(String name) {
    SweepConfig config =
        read(
            "sweep.where = \"learning_rate * batch_size < 0.5 AND (momentum IS NULL OR momentum > 0.8)\"",
            "sweep.sampler=" + name);
    Sampler sampler = config.sampler();
    List<Observation> history = new ArrayList<>();
    for (int generation = 0; generation < 3; generation++) {
      List<Point> points = sampler.propose(history, Goal.MAXIMIZE, 12);
      assertThat(points).hasSize(12);
      for (Point point : points) {
        double rate = (Double) point.values().get(Settings.RATE.path());
        long size = (Long) point.values().get(Settings.BATCH_SIZE.path());
        Object momentum = point.values().getOrDefault(Settings.MOMENTUM.path(), 0.9);

        assertThat(rate * size).isLessThan(0.5);
        assertThat((Double) momentum).isGreaterThan(0.8);
        // better towards what is not allowed
        history.add(Observation.of(point, List.of(rate * size)));
      }
    }
    assertThat(history.stream().map(Observation::point).distinct()).hasSize(36);
    // the same points when asked at once, for samplers that do not learn
    if (!sampler.learns()) {
      assertThat(sampler.propose(List.of(), Goal.MAXIMIZE, 36))
          .isEqualTo(history.stream().map(Observation::point).toList());
    }
  }

  @Test
  void aGridLeavesOutOtherPoints() {
    String space = "training.epochs = 1, sweep.space { lambda = [0, 1], batch-size = [10, 20] }";
    SweepConfig config =
        ConfigReader.read(
            "test.conf",
            new StringReader(space),
            List.of("sweep.where=\"lambda = 0 OR batch_size < 20\""));

    assertThat(config.sampler().propose(List.of(), Goal.MAXIMIZE, 9))
        .extracting(Point::values)
        .containsExactly(
            Map.of("training.lambda", 0.0, "training.batch-size", 10L),
            Map.of("training.lambda", 0.0, "training.batch-size", 20L),
            Map.of("training.lambda", 1.0, "training.batch-size", 10L));
    assertThat(ConfigReader.fromJson(config.toJson())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      learning_rate > 1 | true for at least one point of the space
      lambda > 1        | a condition in SQL on batch_size, learning_rate, optimizer, momentum (A column, variable, or function parameter with name `lambda` cannot be resolved)
      """)
  void isCheckedWhenAFileIsRead(String text, String rule) {
    assertThatThrownBy(() -> read("sweep.where = \"" + text + "\""))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read test.conf: 1 problem\n  test.conf:8: invalid sweep.where: %s, must be %s\n"
                + "(fix it and try again)",
            text, rule);
  }

  @Test
  void isNotForListedPoints() {
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    "test.conf",
                    new StringReader("training.epochs = 1\nsweep.points = [{ lambda = 0 }]"),
                    List.of("sweep.where=true")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read test.conf: 1 problem\n  command line: sweep.where=true: sweep.where and"
                + " sweep.points are both set, must be only one of them\n(fix it and try again)");
  }

  private static SweepConfig read(String more, String... overrides) {
    return ConfigReader.read("test.conf", new StringReader(SPACE + more), List.of(overrides));
  }
}
