package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.sweep.Proposers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of sweeps with a trainer other than the built-in one. */
class TrainersTest {
  private static final String FOREST = "trainer.name = forest\n";
  private static final Trainers TRAINERS =
      Trainers.builtIn()
          .with(
              "forest",
              List.of(
                  Parameter.real("learning-rate", 0.1, 0, 1),
                  Parameter.real("offset", -0.5),
                  Parameter.whole("tree-depth", 6, 1, 30),
                  Parameter.text("split", "gini", "gini", "entropy"),
                  Parameter.text("note", ""),
                  Parameter.flag("bootstrap", true)),
              List.of(Metric.minimize("out_of_bag_error"), Metric.maximize("valid_accuracy")));

  @TempDir Path directory;

  @Test
  void haveTheDefaultsThatTheyDeclare() {
    SweepConfig config = read(FOREST, "data.source=cifar10", "tree-depth=7");

    assertThat(config.trainer()).isEqualTo("forest");
    assertThat(config.values().asMap())
        .containsExactly(
            entry("learning-rate", 0.1),
            entry("offset", -0.5),
            entry("tree-depth", 7L),
            entry("split", "gini"),
            entry("note", ""),
            entry("bootstrap", true));
    assertThat(config.values().columns())
        .containsExactly(
            entry("data_source", "cifar10"),
            entry("validation_rows", 5000L),
            entry("learning_rate", 0.1),
            entry("offset", -0.5),
            entry("tree_depth", 7L),
            entry("split", "gini"),
            entry("note", ""),
            entry("bootstrap", "true"));
  }

  @Test
  void areSearchedInTheirParameters() {
    SweepConfig config =
        read(
            FOREST
                + """
                sweep { sampler = grid, space {
                  learning-rate { type = log-uniform, low = 0.01, high = 1, points = 3 }
                  trainer.parameters.offset { type = uniform, low = -1, high = 1, points = 3 }
                  tree-depth { type = integers, low = 2, high = 4 }
                  bootstrap = [true, false]
                  split = [entropy, gini]
                  training-images = [100, 200] } }
                """);

    assertThat(config.space().dimensions())
        .extracting(dimension -> dimension.hyperparameter().path())
        .containsExactly(
            "data.training-images",
            "trainer.parameters.learning-rate",
            "trainer.parameters.offset",
            "trainer.parameters.tree-depth",
            "trainer.parameters.split",
            "trainer.parameters.bootstrap");
    assertThat(config.space().dimensions())
        .extracting(Dimension::grid)
        .containsExactly(
            List.of(100L, 200L),
            List.of(0.01, 0.1, 1.0),
            List.of(-1.0, 0.0, 1.0),
            List.of(2L, 3L, 4L),
            List.of("entropy", "gini"),
            List.of(true, false));
    Point last =
        Proposers.of(config)
            .next(List.of(), List.of(), Goal.MINIMIZE)
            .points()
            .get(2 * 3 * 3 * 3 * 2 * 2 - 1);
    assertThat(config.with(last.values()).values().asMap())
        .containsEntry("learning-rate", 1.0)
        .containsEntry("offset", 1.0)
        .containsEntry("tree-depth", 4L)
        .containsEntry("split", "gini")
        .containsEntry("bootstrap", false);
  }

  @Test
  void listPointsByTheNamesOfParameters() {
    SweepConfig config =
        read(FOREST + "sweep.points = [{ tree-depth = 3 }, { trainer.parameters.offset = 2 }]");

    assertThat(config.points())
        .containsExactly(
            new Point(Map.of("trainer.parameters.tree-depth", 3L)),
            new Point(Map.of("trainer.parameters.offset", 2.0)));
    assertThat(config.dimensions())
        .extracting(Dimension::hyperparameter)
        .extracting(Setting::shortName)
        .containsExactly("offset", "tree-depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      trainer.parameters.tree-depht = 3          | unknown key trainer.parameters.tree-depht, did you mean trainer.parameters.tree-depth?
      tree-depth = 3                             | unknown key tree-depth, did you mean trainer.parameters.tree-depth?
      trainer.parameters.tree-depth = 31         | invalid trainer.parameters.tree-depth: 31, must be at most 30
      trainer.parameters.tree-depth = 2.5        | invalid trainer.parameters.tree-depth: 2.5, must be a whole number
      trainer.parameters.tree-depth = null       | invalid trainer.parameters.tree-depth: null, must be a whole number
      trainer.parameters.learning-rate = 1.5     | invalid trainer.parameters.learning-rate: 1.5, must be at most 1
      trainer.parameters.learning-rate = -1      | invalid trainer.parameters.learning-rate: -1, must be at least 0
      trainer.parameters.split = ginni           | invalid trainer.parameters.split: ginni, must be one of gini, entropy
      trainer.parameters.bootstrap = maybe       | invalid trainer.parameters.bootstrap: maybe, must be true or false
      trainer.parameters = 5                     | invalid trainer.parameters: 5, must be a section { ... }
      trainer.declared = []                      | unknown key trainer.declared
      training.lambda = -1                       | invalid training.lambda: -1, must be at least 0
      objective.metric = valid-loss              | invalid objective.metric: valid-loss, must be one of auto, out-of-bag-error, valid-accuracy
      sweep.space.lambda = [1]                   | sweep.space.lambda is a hyperparameter of the trainer network, but trainer.name is forest
      sweep.space.training.lambda = [1]          | sweep.space.training.lambda is a hyperparameter of the trainer network, but trainer.name is forest
      sweep.points = [{ lambda = 1 }]            | sweep.points[0].lambda is a hyperparameter of the trainer network, but trainer.name is forest
      sweep.space.tree-depht = [1]               | unknown hyperparameter sweep.space.tree-depht, did you mean sweep.space.tree-depth?
      sweep.space.tree-depth = [0]               | invalid sweep.space.tree-depth: 0, must be at least 1
      sweep.space.bootstrap { type = uniform, low = 0, high = 1 } | invalid sweep.space.bootstrap.type: uniform, must be choice, as its values are not numbers
      """)
  void reportWhatIsWrongWithAFile(String line, String problem) {
    assertThatThrownBy(() -> read(FOREST + line))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read conf/forest.conf: 1 problem\n  conf/forest.conf:2: %s\n"
                + "(fix it and try again)",
            problem);
  }

  @Test
  void reportProblemsOfTheCommandLine() {
    assertThatThrownBy(() -> read(FOREST, "lambda=1", "tree-depth=99"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read conf/forest.conf: 2 problems
              command line: lambda=1: lambda is a hyperparameter of the trainer network, but trainer.name is forest
              command line: tree-depth=99: invalid trainer.parameters.tree-depth: 99, must be at most 30
            (fix them and try again)""");
  }

  @Test
  void areSuggestedWhereTheNameIsNotKnown() {
    assertThatThrownBy(() -> read("trainer { name = forst, parameters.depth = 3 }"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read conf/forest.conf: 1 problem
              conf/forest.conf:1: invalid trainer.name: forst, must be one of network, command, forest, or a class in a jar of --jars, did you mean forest?
            (fix it and try again)""");
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    "a.conf", new StringReader("training.epochs = 1\ntrainer.name = x"), List.of()))
        .hasMessage(
            """
            Cannot read a.conf: 1 problem
              a.conf:2: invalid trainer.name: x, must be one of network, command, or a class in a jar of --jars
            (fix it and try again)""");
  }

  @Test
  void haveNoParametersWhereTheyAreTheNetwork() {
    assertThatThrownBy(() -> read("training.epochs = 1\ntrainer.parameters.tree-depth = 3"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read conf/forest.conf: 1 problem
              conf/forest.conf:2: unknown key trainer.parameters.tree-depth, the trainer network has no parameters
            (fix it and try again)""");
  }

  @Test
  void needNoLength() {
    assertThat(read(FOREST).find(Settings.EPOCHS)).isEmpty();
    assertThat(read(FOREST + "training { epochs = 1, updates = 2 }").count(Settings.UPDATES))
        .isEqualTo(2);
  }

  @Test
  void areRankedByAMetricThatTheyDeclare() {
    SweepConfig error = read(FOREST + "objective.metric = out-of-bag-error");
    assertThat(error.objective()).isEqualTo(Metric.minimize("out_of_bag_error"));
    SweepConfig turned = read(FOREST + "objective { metric = valid-accuracy, goal = minimize }");
    assertThat(turned.objective()).isEqualTo(Metric.minimize("valid_accuracy"));

    // a plan names the goal, so it can be read without the class
    SweepConfig open = read(FOREST);
    assertThat(open.hasObjective()).isFalse();
    String plan = open.withObjective(Metric.minimize("out_of_bag_error")).toJson();
    assertThat(ConfigReader.fromJson(plan).objective())
        .isEqualTo(Metric.minimize("out_of_bag_error"));
    assertThatThrownBy(() -> ConfigReader.fromJson(error.toJson()).objective())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot rank points by out-of-bag-error: it is not known whether high or low values are"
                + " better (set objective.goal)");
  }

  @Test
  void areReadFromAPlanWithAndWithoutTheirClass() {
    SweepConfig config =
        read(
            FOREST
                + "trainer.parameters.note = \"a \\\"b\\\"\"\n"
                + "sweep.space { tree-depth = [3, 4], bootstrap = [false] }");

    assertThat(ConfigReader.fromJson(config.toJson(), List.of(), TRAINERS)).isEqualTo(config);
    SweepConfig read = ConfigReader.fromJson(config.toJson());
    assertThat(read).isEqualTo(config);
    assertThat(read.toJson()).isEqualTo(config.toJson());
    assertThat(read.table().parameters()).isEqualTo(config.table().parameters());
    assertThat(ConfigReader.fromJson(config.toJson(), List.of("offset=4")).values().real("offset"))
        .isEqualTo(4);
    assertThat(config.toJson())
        .contains(
            "{\"choices\":[],\"default\":6,\"high\":30.0,\"kind\":\"whole\",\"low\":1.0,"
                + "\"name\":\"tree-depth\"}",
            "{\"choices\":[],\"default\":-0.5,\"kind\":\"real\",\"name\":\"offset\"}");
  }

  @Test
  void areReadFromAParsedConfigWithItsLines() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("mine.conf"),
            """
            trainer.name = forest
            depth = 5
            trainer.parameters.tree-depth = ${depth}
            trainer.parameters.offset = none
            """);
    Config parsed = ConfigFactory.parseFile(file.toFile());

    assertThatThrownBy(() -> ConfigReader.read(parsed, "mine", List.of(), TRAINERS))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read mine: 2 problems
              %s:2: unknown key depth
              %s:4: invalid trainer.parameters.offset: none, must be a number
            (fix them and try again)"""
                .formatted(file, file));
    Config good = parsed.withoutPath("depth").withoutPath("trainer.parameters");
    SweepConfig config = ConfigReader.read(good, "mine", List.of("sweep.seed=3"), TRAINERS);
    assertThat(config.name()).isEqualTo("mine");
    assertThat(config.seed()).isEqualTo(3);
  }

  private static SweepConfig read(String text, String... overrides) {
    return ConfigReader.read(
        "conf/forest.conf", new StringReader(text), List.of(overrides), TRAINERS);
  }
}
