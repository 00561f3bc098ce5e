package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.Uniform;
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
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
  private static final String EPOCHS = "training.epochs = 1\n";

  @TempDir Path directory;

  @Test
  void reportsEveryProblemWithItsFileAndLine() {
    String text =
        """
        training {
          epochs = 1
          learning-rate.schedule = triangular
          bacth-size = 10
          # half of the images
          # at a time
          batch-size = -5
          learning-rate.high = 0.1
          learning-rate.low = 1.0
        }
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read conf/bad.conf: 3 problems
              conf/bad.conf:4: unknown key training.bacth-size, did you mean training.batch-size?
              conf/bad.conf:7: invalid training.batch-size: -5, must be at least 1
              conf/bad.conf:9: invalid training.learning-rate.low: 1.0, must be at most high = 0.1
            (fix them and try again)""");
  }

  @Test
  void reportsProblemsOfTheCommandLineAfterThoseOfTheFile() {
    assertThatThrownBy(
            () -> read(EPOCHS + "curve.training-images = 0", "lambda=-1", "nonsense", "sede=3"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 4 problems
              conf/bad.conf:2: invalid curve.training-images: 0, must be at least 1
              command line: lambda=-1: invalid training.lambda: -1, must be at least 0
              command line: nonsense: must be KEY=VALUE
              command line: sede=3: unknown key sede, did you mean sweep.seed?
            (fix them and try again)""");
  }

  @Test
  void refusesValuesForWhatIsSearchedOrSetByEveryPoint() {
    assertThatThrownBy(() -> read(EPOCHS + "sweep.space.lambda = [1, 2]", "training.lambda=3"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              command line: training.lambda=3: lambda is a dimension of the space (for one value of it: sweep.space.lambda=[3])
            (fix it and try again)""");
    String points = "sweep.points = [{ lambda = 1, epochs = 2 }, { lambda = 2 }]";
    assertThatThrownBy(() -> read(EPOCHS + points, "lambda=3", "epochs=5"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              command line: lambda=3: lambda is set by every point of sweep.points (change it there)
            (fix it and try again)""");
  }

  @Test
  void keepsListedPointsInTheirOrderAndThroughJson() {
    SweepConfig config =
        read(
            EPOCHS
                + "sweep.points = [{ training.learning-rate.rate = 0.1, optimizer = adam, beta1 = 0.5 }"
                + ", { hidden = [3, 4] }, {}]");

    assertThat(config.points())
        .containsExactly(
            new Point(
                Map.of(
                    "training.learning-rate.rate",
                    0.1,
                    "training.optimizer",
                    "adam",
                    "training.adam.beta1",
                    0.5)),
            new Point(Map.of("network.hidden", List.of(3L, 4L))),
            new Point(Map.of()));
    assertThat(ConfigReader.fromJson(config.toJson())).isEqualTo(config);
    assertThat(config.dimensions())
        .extracting(Dimension::hyperparameter)
        .containsExactly(Settings.HIDDEN, Settings.RATE, Settings.OPTIMIZER, Settings.BETA1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      training.lambda = NaN                 | invalid training.lambda: NaN, must be a number
      training.lambda = Infinity            | invalid training.lambda: Infinity, must be a number
      training.lambda = 1e400               | invalid training.lambda: 1e400, must be finite
      training.lambda = null                | invalid training.lambda: null, must be a number
      training.lambda = true                | invalid training.lambda: true, must be a number
      training.lambda { a = 1 }             | invalid training.lambda: {"a":1}, must be a number
      training.batch-size = 2.5             | invalid training.batch-size: 2.5, must be a whole number
      training.batch-size = 2147483648      | invalid training.batch-size: 2147483648, must be at most 2147483647
      training.batch-size = 1e999999999     | invalid training.batch-size: 1e999999999, must be at most 2147483647
      training.batch-size = many            | invalid training.batch-size: many, must be a whole number
      training.learning-rate.rate = 0       | invalid training.learning-rate.rate: 0, must be above 0
      training.precision = float16          | invalid training.precision: float16, must be one of float32, float64, bfloat16
      network.activation = rleu             | invalid network.activation: rleu, must be one of relu, sigmoid
      training.optimizer = sdg               | invalid training.optimizer: sdg, must be one of sgd, adam
      training.adam.beta1 = 1               | invalid training.adam.beta1: 1, must be below 1
      training.adam.epsilon = 0             | invalid training.adam.epsilon: 0, must be above 0
      training.flip-probability = 1.5       | invalid training.flip-probability: 1.5, must be at most 1
      training.learning-rate.factor = 2     | invalid training.learning-rate.factor: 2, must be at most 1
      training.order = sorted               | invalid training.order: sorted, must be one of natural, shuffled
      network.loss = hinge                  | invalid network.loss: hinge, must be one of auto, softmax-cross-entropy, multiple-binary-cross-entropy, squared-error, huber
      network.hidden = [50, 0]              | invalid network.hidden: [50,0], must be a list of whole numbers, each at least 1
      network.hidden = [[50]]               | invalid network.hidden: [[50]], must be a list of whole numbers
      network = 5                           | invalid network: 5, must be a section { ... }
      results.directory = ""                | invalid results.directory: , must be text that is not blank
      data.training-parts = []              | invalid data.training-parts: [], must be a list of different texts, at least 1
      data.training-parts = [a, a]          | invalid data.training-parts: ["a","a"], must be a list of different texts
      execution.trial-timeout = 0           | invalid execution.trial-timeout: 0, must be above 0
      execution.fuse = 0                    | invalid execution.fuse: 0, must be auto or at least 1
      execution.fuse = all                  | invalid execution.fuse: all, must be auto or a whole number
      sweep.repeats = 2147483647            | invalid sweep.repeats: 2147483647, must be at most 200000
      sweep.trials = 100001                 | invalid sweep.trials: 100001, must be at most 100000
      sweep.seed = 9223372036854775808      | invalid sweep.seed: 9223372036854775808, must be at most 9223372036854775807
      trainnig { lambda = 1 }               | unknown key trainnig, did you mean training?
      "training.lambda" = 1                 | unknown key "training.lambda", did you mean training.lambda?
      rate = 1                              | unknown key rate, did you mean training.learning-rate.rate?
      xyzzy = 1                             | unknown key xyzzy
      training.updates = 5                  | exactly one of training.epochs, training.updates, training.cycles must be set, found training.epochs and training.updates
      sweep.space = 5                       | invalid sweep.space: 5, must be a section { ... } of dimensions
      sweep.points = 5                      | invalid sweep.points: 5, must be a list of points [{ ... }, ...]
      sweep.points = [5]                    | invalid sweep.points[0]: 5, must be a point { hyperparameter = value, ... }
      sweep.points = [{ lamda = 1 }]        | unknown hyperparameter sweep.points[0].lamda, did you mean sweep.points[0].lambda?
      sweep.points = [{ lambda = -1 }]      | invalid sweep.points[0].lambda: -1, must be at least 0
      sweep.points = [{ lambda = 1 }, { training.lambda = 1.0 }] | sweep.points[1] is the same point as sweep.points[0]
      sweep.points = [{ epochs = 1, updates = 2 }] | sweep.points[0] has two lengths, must have one of epochs, updates, cycles
      sweep.points = [{ step-size = 5 }]    | sweep.points[0].step-size has no effect with the other settings (see reference.conf)
      sweep.points = [{ schedule = triangular, learning-rate-low = 1 }] | sweep.points[0]: the point: invalid training.learning-rate.low: 1.0, must be at most high = 0.1
      sweep { points = [{ lambda = 1 }], space.lambda = [1] } | sweep.space and sweep.points are both set, must be only one of them
      sweep { points = [{ lambda = 1 }], sampler = random } | invalid sweep.sampler: random, must be auto or grid where points are listed
      sweep { points = [{ lambda = 1 }], sampler = gird } | invalid sweep.sampler: gird, must be one of auto, random, grid, sobol, gp, tpe
      sweep.space.synthetic-seed = { type = integers, low = 1, high = 9223372036854775807 } | invalid sweep.space.synthetic-seed.high: 9223372036854775807, must be at most 9007199254740992
      sweep.sampler = [grid]                | invalid sweep.sampler: ["grid"], must be one of auto, random, grid, sobol, gp, tpe
      sweep.sampler = ""                    | invalid sweep.sampler: , must be one of auto, random, grid, sobol, gp, tpe
      sweep.sampler = null                  | invalid sweep.sampler: null, must be one of auto, random, grid, sobol, gp, tpe
      objective.metric = valid-acuracy      | invalid objective.metric: valid-acuracy, must be one of auto, valid-accuracy, valid-loss, valid-cost, valid-rmse, valid-mae, valid-r2
      objective.metric = train-loss         | invalid objective.metric: train-loss, must be one of auto, valid-accuracy, valid-loss, valid-cost, valid-rmse, valid-mae, valid-r2
      objective.metric = [valid-loss]       | invalid objective.metric: ["valid-loss"], must be one of auto, valid-accuracy, valid-loss, valid-cost, valid-rmse, valid-mae, valid-r2
      objective.goal = low                  | invalid objective.goal: low, must be one of auto, minimize, maximize
      data.validation.folds = 1             | invalid data.validation.folds: 1, must be at least 2
      data.validation { folds = 5, rows = 9 } | at most one of data.validation.rows, data.validation.share, data.validation.folds, data.validation.column may be set, found data.validation.rows and data.validation.folds
      data { validation.folds = 5, validation-parts = [data_batch_2] } | invalid data.validation.folds: 5, must be null with data.validation-parts
      sweep.space.data.validation.folds = [2, 5] | unknown hyperparameter sweep.space.data.validation.folds
      refine.metric = valid-loss            | unknown key refine.metric, it is now objective.metric
      refine.level = 0                      | invalid refine.level: 0, must be above 0
      """)
  void reportsWhatAValueMustBe(String line, String problem) {
    assertThatThrownBy(() -> read(EPOCHS + line))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read conf/bad.conf: 1 problem\n  conf/bad.conf:2: %s\n(fix it and try again)",
            problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      lamda = [0]                                              | unknown hyperparameter sweep.space.lamda, did you mean sweep.space.lambda?
      training.lamda = [0]                                     | unknown hyperparameter sweep.space.training.lamda, did you mean sweep.space.training.lambda?
      lambda = []                                              | invalid sweep.space.lambda: [], must be a list of at least one value
      lambda = [0.1, -1]                                       | invalid sweep.space.lambda: -1, must be at least 0
      lambda = [0.1, 1e-1]                                     | invalid sweep.space.lambda: [0.1,0.1], must be a list of different values
      lambda = 5                                               | invalid sweep.space.lambda: 5, must be a list of values, from LOW to HIGH step STEP, or { type = ... }
      lambda { low = 1, high = 2 }                             | invalid sweep.space.lambda.type: {"high":2,"low":1}, must be one of log-uniform, uniform, integers, normal, log-normal, choice
      lambda { type = log, low = 1, high = 2 }                 | invalid sweep.space.lambda.type: log, must be one of log-uniform, uniform, integers, normal, log-normal, choice
      lambda { type = log-uniform, low = 0, high = 1 }         | invalid sweep.space.lambda.low: 0, must be above 0
      lambda { type = uniform, low = 2, high = 1 }             | invalid sweep.space.lambda.low: 2, must be below high = 1
      lambda { type = uniform, low = 0, hihg = 1, high = 1 }   | unknown key sweep.space.lambda.hihg, did you mean sweep.space.lambda.high?
      lambda { type = uniform, low = 0 }                       | missing sweep.space.lambda.high
      batch-size { type = integers, low = 0, high = 5 }        | invalid sweep.space.batch-size.low: 0, must be at least 1
      batch-size { type = integers, low = 1, high = 5.5 }      | invalid sweep.space.batch-size.high: 5.5, must be a whole number
      batch-size { type = integers, low = 1, high = 5, scale = ln } | invalid sweep.space.batch-size.scale: ln, must be one of linear, log
      synthetic-seed { type = integers, low = 0, high = 5, scale = log } | invalid sweep.space.synthetic-seed.low: 0, must be at least 1 with scale = log
      lambda { type = log-uniform, low = 1, high = 5, scale = log } | unknown key sweep.space.lambda.scale
      momentum { type = normal, mean = 0.9, sd = 0.1 }         | missing sweep.space.momentum.high, as mean + 4 sd = 1.3, must be below 1
      batch-size { type = normal, mean = 10, sd = 3 }          | missing sweep.space.batch-size.low, as mean - 4 sd = -2, must be at least 1
      lambda { type = normal, mean = 1e308, sd = 1e308, low = 0 } | missing sweep.space.lambda.high, as mean + 4 sd = Infinity, must be a number
      lambda { type = normal, mean = 1, sd = 0, low = 0 }      | invalid sweep.space.lambda.sd: 0, must be above 0
      lambda { type = normal, mean = 1, low = 0 }              | missing sweep.space.lambda.sd
      lambda { type = normal, mean = 1, sd = 1, low = 6, high = 7 } | invalid sweep.space.lambda.low: 6, must be below mean + 4 sd = 5
      lambda { type = normal, mean = 9, sd = 1, low = 0, high = 5 } | invalid sweep.space.lambda.high: 5, must be above mean - 4 sd = 5
      lambda { type = normal, mean = 1, sd = 1, low = 6 }      | invalid sweep.space.lambda.low: 6, must be below high = 5
      lambda { type = log-normal, median = 0, factor = 2 }     | invalid sweep.space.lambda.median: 0, must be above 0
      lambda { type = log-normal, median = 1, factor = 1 }     | invalid sweep.space.lambda.factor: 1, must be above 1
      lambda { type = log-normal, median = 1e-300, factor = 1e9 } | missing sweep.space.lambda.low, must be above 0
      momentum { type = log-normal, median = 0.5, factor = 2 } | missing sweep.space.momentum.high, as median * factor^4 = 8, must be below 1
      precision { type = normal, mean = 0, sd = 1 }            | invalid sweep.space.precision.type: normal, must be choice, as its values are not numbers
      lambda { type = choice, values = 3 }                     | invalid sweep.space.lambda.values: 3, must be a list of values
      lambda = from 0 to 1 step 0                              | invalid sweep.space.lambda.step: 0, must be above 0
      lambda = from 2 to 1 step 1                              | invalid sweep.space.lambda.from: 2, must be at most to = 1
      lambda = from 0 to 1 step 1e-9                           | invalid sweep.space.lambda.step: 1e-9, must be so large that there are at most 100000 values
      lambda = from 0 to 1e999999 step 1                       | invalid sweep.space.lambda.to: 1e999999, must be a number within a double's range
      batch-size = from 1 to 2 step 0.5                        | invalid sweep.space.batch-size: 1.5, must be a whole number
      precision { type = uniform, low = 0, high = 1 }          | invalid sweep.space.precision.type: uniform, must be choice, as its values are not numbers
      precision = [float32, float16]                           | invalid sweep.space.precision: float16, must be one of float32, float64, bfloat16
      step-size = [10, 20]                                     | sweep.space.training.learning-rate.step-size has no effect with the other settings (see reference.conf)
      """)
  void reportsWhatIsWrongWithADimension(String dimension, String problem) {
    assertThatThrownBy(() -> read(EPOCHS + "sweep.space { " + dimension + " }"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read conf/bad.conf: 1 problem\n  conf/bad.conf:2: %s\n(fix it and try again)",
            problem);
  }

  @Test
  void readsConditions() {
    SearchSpace space =
        read(EPOCHS
                + """
                sweep.space {
                  optimizer = [sgd, adam]
                  hidden = [[50], [100, 50]]
                  momentum { type = uniform, low = 0, high = 0.99, when = { optimizer = sgd } }
                  beta1 { values = [0.8, 0.9], type = choice, when { training.optimizer = [adam], hidden = [[50], [100, 50]] } }
                  batch-size { from = 10, to = 50, step = 20, when.hidden = [100, 50] }
                }
                """)
            .space();

    assertThat(space.conditions())
        .containsExactlyInAnyOrder(
            new Condition(Settings.MOMENTUM, Settings.OPTIMIZER, List.of("sgd")),
            new Condition(Settings.BETA1, Settings.OPTIMIZER, List.of("adam")),
            new Condition(Settings.BETA1, Settings.HIDDEN, List.of(List.of(50), List.of(100, 50))),
            new Condition(Settings.BATCH_SIZE, Settings.HIDDEN, List.of(List.of(100, 50))));
    assertThat(space.dimensions())
        .contains(
            new Uniform(Settings.MOMENTUM, 0, 0.99, 0),
            new Listed(Settings.BETA1, List.of(0.8, 0.9)),
            new Listed(Settings.BATCH_SIZE, List.of(10, 30, 50)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      momentum { type = uniform, low = 0, high = 0.9, when { momentum = 0 } } | sweep.space.momentum.when.momentum is a condition on itself
      momentum { type = uniform, low = 0, high = 0.9, when { lambda = 0 } } | sweep.space.momentum.when.lambda is not about a dimension (add sweep.space.lambda, or remove the condition)
      momentum { type = uniform, low = 0, high = 0.9, when { optimiser = sgd } } | unknown hyperparameter sweep.space.momentum.when.optimiser, did you mean sweep.space.momentum.when.optimizer?
      momentum { type = uniform, low = 0, high = 0.9, when { optimizer = rmsprop } } | invalid sweep.space.momentum.when.optimizer: rmsprop, must be one of sgd, adam
      momentum { type = uniform, low = 0, high = 0.9, when { optimizer = [] } } | invalid sweep.space.momentum.when.optimizer: [], must be a value, or a list of values
      momentum { type = uniform, low = 0, high = 0.9, when = sgd } | invalid sweep.space.momentum.when: sgd, must be { dimension = value, ... }
      momentum { type = uniform, low = 0, high = 0.9, when {} } | invalid sweep.space.momentum.when: {}, must be { dimension = value, ... }
      momentum { type = uniform, low = 0, high = 0.9, whne { optimizer = sgd } } | unknown key sweep.space.momentum.whne, did you mean sweep.space.momentum.when?
      momentum { type = uniform, low = 0, high = 0.9, when { optimizer = adam } } | sweep.space.training.momentum has no effect where its conditions hold (see reference.conf)
      batch-size = [10, 20], momentum { type = uniform, low = 0, high = 0.9, when { batch-size = [10, 30] } } | invalid sweep.space.momentum.when.batch-size: 30, must be a value of sweep.space.batch-size
      lambda { type = uniform, low = 0, high = 1 }, momentum { type = uniform, low = 0, high = 0.9, when { lambda = 0 } } | sweep.space.momentum.when.lambda is about real numbers, must be about listed or whole values
      batch-size { type = choice, values = [10, 20], when { epochs = 1 } }, epochs { type = choice, values = [1, 2], when { batch-size = 10 } } | sweep.space.batch-size.when.epochs is a condition on itself, as epochs depends on batch-size
      """)
  void reportsWhatIsWrongWithACondition(String dimensions, String problem) {
    assertThatThrownBy(
            () -> read(EPOCHS + "sweep.space { optimizer = [sgd, adam], " + dimensions + " }"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read conf/bad.conf: 1 problem\n  conf/bad.conf:2: %s\n(fix it and try again)",
            problem);
  }

  @Test
  void needsExactlyOneLength() {
    assertThatThrownBy(() -> read(""))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              conf/bad.conf: exactly one of training.epochs, training.updates, training.cycles must \
            be set, found none
            (fix it and try again)""");
  }

  @Test
  void refusesCyclesOfAConstantSchedule() {
    assertThatThrownBy(() -> read("training.cycles = 2"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              conf/bad.conf:1: invalid training.cycles: 2, must be null with schedule = constant
            (fix it and try again)""");
  }

  @Test
  void refusesADimensionGivenTwice() {
    String text = EPOCHS + "sweep.space { lambda = [0], training.lambda = [1] }";

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("  conf/bad.conf:2: sweep.space.")
        .hasMessageContaining(" is the same dimension as sweep.space.")
        .hasMessageEndingWith(", must be given once\n(fix it and try again)");
  }

  @Test
  void refusesAGridOfAContinuousDimensionWithoutPoints() {
    assertThatThrownBy(
            () ->
                read(
                    EPOCHS + "sweep.space.lambda { type = uniform, low = 0, high = 1 }",
                    "sweep.sampler=grid"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              conf/bad.conf:2: missing sweep.space.training.lambda.points, required by sweep.sampler = \
            grid
            (fix it and try again)""");
  }

  @Test
  void readsARangeWithoutNoise() {
    SweepConfig config = read(EPOCHS + "sweep.space.lambda = from 0.006 to 0.0085 step 0.0005");

    assertThat(config.space().dimensions())
        .containsExactly(
            new Listed(
                Settings.LAMBDA, List.<Object>of(0.006, 0.0065, 0.007, 0.0075, 0.008, 0.0085)));
    assertThat(config.toJson())
        .contains("{\"training.lambda\":[0.006,0.0065,0.007,0.0075,0.008,0.0085]}");
  }

  @Test
  void typesValuesAsTheirHyperparameter() {
    assertThat(
            read(EPOCHS
                    + "sweep.space { lambda = [0, 1], batch-size = [1e2], hidden = [5, [6, 7]] }")
                .space()
                .dimensions())
        .containsExactly(
            new Listed(Settings.HIDDEN, List.<Object>of(List.of(5L), List.of(6L, 7L))),
            new Listed(Settings.LAMBDA, List.<Object>of(0.0, 1.0)),
            new Listed(Settings.BATCH_SIZE, List.<Object>of(100L)));
  }

  @Test
  void prefersKeyValuesToTheFile() {
    SweepConfig config =
        read(
            "training { cycles = 2, learning-rate.schedule = triangular, lambda = 0.5 }",
            "lambda=0.01",
            "training.lambda=0.02",
            "results.directory=s3a://bucket/rows",
            "epochs=3");

    assertThat(config.get(Settings.LAMBDA)).isEqualTo(0.02);
    assertThat(config.find(Settings.EPOCHS)).contains(3L);
    assertThat(config.get(Settings.RESULTS_DIRECTORY)).isEqualTo("s3a://bucket/rows");
    assertThat(config.get(Settings.STEP_SIZE)).isEqualTo(500);
  }

  @Test
  void replacesADimensionByThatOfTheCommandLine() {
    String file = EPOCHS + "sweep.space.lambda { type = log-uniform, low = 0.1, high = 1 }";

    assertThat(read(file, "sweep.space.training.lambda=[0.5]").space().dimensions())
        .containsExactly(new Listed(Settings.LAMBDA, List.<Object>of(0.5)));
    assertThat(read(file, "sweep.space.lambda={type=choice,values=[0.5]}").space().dimensions())
        .containsExactly(new Listed(Settings.LAMBDA, List.<Object>of(0.5)));
    assertThat(read(file, "sweep.space.lambda=null").space().dimensions()).isEmpty();
  }

  @Test
  void namesTheSweepAfterItsFile() {
    assertThat(read(EPOCHS).name()).isEqualTo("bad");
    assertThat(read(EPOCHS + "sweep.name = \"λ, coarse\"").name()).isEqualTo("λ, coarse");
  }

  @Test
  void appliesAPointLikeAFileWithItsValues() {
    String space = "sweep.space { lambda = [0.5], hidden = [[7, 8]], schedule = [triangular] }\n";

    assertThat(
            read(EPOCHS + space)
                .with(
                    Map.of(
                        "training.lambda",
                        0.5,
                        "network.hidden",
                        List.of(7L, 8L),
                        "training.learning-rate.schedule",
                        "triangular",
                        "training.cycles",
                        4L)))
        .isEqualTo(
            read(
                space
                    + "training { lambda = 0.5, cycles = 4, learning-rate.schedule = triangular }\n"
                    + "network.hidden = [7, 8]"));
  }

  @Test
  void reportsASecondLengthEvenIfTheFirstIsInvalid() {
    assertThatThrownBy(() -> read("training { epochs = 0, updates = 5, cycles = null }"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("invalid training.epochs: 0, must be at least 1")
        .hasMessageContaining("must be set, found training.epochs and training.updates");
  }

  @Test
  void keepsWhatAnotherScheduleNeedsForThePointThatChoosesIt() {
    SweepConfig config =
        read(EPOCHS + "training.learning-rate { schedule = triangular, rate = 0.5, high = 0.7 }");

    assertThat(config.with(Map.of("schedule", "constant")).get(Settings.RATE)).isEqualTo(0.5);
  }

  @Test
  void refusesAPointWhoseValuesDoNotGoTogether() {
    SweepConfig config = read(EPOCHS + "training.learning-rate.schedule = triangular");

    assertThatThrownBy(() -> config.with(Map.of("training.learning-rate.low", 0.5)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot use training.learning-rate.low = 0.5: 1 problem
              the point: invalid training.learning-rate.low: 0.5, must be at most high = 0.1
            (fix it and try again)""");
  }

  @Test
  void readsItsJsonBack() {
    SweepConfig config =
        read(
            """
            sweep { name = "a \\"b\\"", sampler = grid, space {
              lambda { type = log-uniform, low = 1e-5, high = 0.1, points = 3 }
              batch-size { type = integers, low = 1, high = 5 }
              synthetic-training-images { type = integers, low = 10, high = 500, scale = log }
              momentum { type = normal, mean = 0.9, sd = 0.05, high = 0.99, points = 3 }
              learning-rate { type = log-normal, median = 0.1, factor = 3, points = 4 }
              decay { type = uniform, low = 0, high = 1, points = 2, when { schedule = [exponential-decay] } }
              schedule = [constant, exponential-decay]
              precision { type = choice, values = [float64], when { batch-size = [1, 2], schedule = constant } } } }
            data { training-images = 7, validation-parts = [data_batch_2] }
            training { updates = 3, lambda = 1e-300 }
            curve.every-updates = 2
            execution { trial-timeout = 1.5, fuse = 4 }
            """);

    assertThat(ConfigReader.fromJson(config.toJson())).isEqualTo(config);
    assertThat(ConfigReader.fromJson(config.toJson()).toJson()).isEqualTo(config.toJson());
  }

  @Test
  void knowsTheGoalOfEveryBuiltInMetric() {
    assertThat(read(EPOCHS + "objective.metric = valid-accuracy").objective())
        .isEqualTo(Metric.maximize("valid_accuracy"));
    assertThat(read(EPOCHS + "objective.metric = valid-r2").objective())
        .isEqualTo(Metric.maximize("valid_r2"));
    for (String error : List.of("loss", "cost", "rmse", "mae")) {
      assertThat(read(EPOCHS, "objective.metric=valid-" + error).objective())
          .isEqualTo(Metric.minimize("valid_" + error));
    }
    assertThat(read(EPOCHS, "objective.metric=valid-loss", "objective.goal=maximize").objective())
        .isEqualTo(Metric.maximize("valid_loss"));
  }

  @Test
  void leavesTheObjectiveToTheData() {
    SweepConfig open = read(EPOCHS + "objective.goal = minimize");
    assertThat(open.hasObjective()).isFalse();
    assertThatThrownBy(open::objective)
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot rank points: the metric depends on the data (set objective.metric)");
    assertThat(open.orObjective(NetworkMetrics.VALID_R2).objective())
        .isEqualTo(Metric.minimize("valid_r2"));
    SweepConfig loss = read(EPOCHS + "objective.metric = valid-loss");
    assertThat(loss.orObjective(NetworkMetrics.VALID_R2)).isEqualTo(loss);
  }

  @Test
  void readsThePlansOfEarlierVersions() {
    SweepConfig loss =
        read(EPOCHS + "objective.metric = valid-loss").withObjective(NetworkMetrics.VALID_LOSS);
    String now = loss.toJson();
    String moved =
        now.replace("\"objective\":{\"goal\":\"minimize\",\"metric\":\"valid-loss\"},", "")
            .replace("\"refine\":{", "\"refine\":{\"metric\":\"valid-loss\",");
    assertThat(moved).doesNotContain("objective").contains("\"metric\":\"valid-loss\"");
    assertThat(ConfigReader.fromJson(moved).objective()).isEqualTo(NetworkMetrics.VALID_LOSS);
    String without = moved.replace("\"metric\":\"valid-loss\",", "");
    assertThat(without).doesNotContain("\"metric\"");
    assertThat(ConfigReader.fromJson(without).objective()).isEqualTo(NetworkMetrics.VALID_ACCURACY);
  }

  @Test
  void readsAPlanWithoutLastBatchAsOneThatKeepsIt() {
    String now =
        ConfigReader.read("a.conf", new StringReader("training.epochs = 1"), List.of()).toJson();
    String before = now.replaceFirst("\"last-batch\"\\s*:\\s*\"auto\",?", "");
    assertThat(before).isNotEqualTo(now);
    assertThat(ConfigReader.fromJson(now).get(Settings.LAST_BATCH)).isEmpty();
    assertThat(ConfigReader.fromJson(before).get(Settings.LAST_BATCH))
        .contains(Batching.LastBatch.KEEP);
    SweepConfig kept = ConfigReader.fromJson(before).with(Map.of("training.lambda", 0.1));
    assertThat(kept.get(Settings.LAST_BATCH)).contains(Batching.LastBatch.KEEP);
  }

  @Test
  void namesTheNewKeyOfOneThatMoved() {
    String text =
        """
        training.epochs = 1
        data.validation-images = 10
        sweep.space.validation-images = [10, 20]
        """;
    assertThatThrownBy(() -> read(text, "validation-images=5"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read conf/bad.conf: 3 problems
              conf/bad.conf:2: unknown key data.validation-images, it is now data.validation.rows
              conf/bad.conf:3: unknown hyperparameter sweep.space.validation-images, it is now sweep.space.validation-rows
              command line: validation-images=5: unknown key validation-images, it is now data.validation.rows
            (fix them and try again)""");
  }

  @Test
  void readsAPlanWithTheOldNameOfAKey() {
    String rows = "training.epochs = 1, data.validation.rows = 7, ";
    for (String searched :
        List.of(
            "sweep.space.validation-rows = [10, 20]",
            "sweep.points = [{ validation-rows = 10 }, { lambda = 1 }]")) {
      SweepConfig config =
          ConfigReader.read("a.conf", new StringReader(rows + searched), List.of());
      String now = config.toJson();
      String before =
          now.replaceFirst(
                  "\"validation\":\\{\"rows\":7,\"stratify\":\"auto\"\\}",
                  "\"validation-images\":7")
              .replace("data.validation.rows", "data.validation-images")
              .replace("validation-rows", "validation-images");
      assertThat(before).doesNotContain("\"rows\"", "validation-rows").isNotEqualTo(now);
      assertThat(ConfigReader.fromJson(before)).isEqualTo(config);
    }
  }

  @Test
  void takesOneWayToChooseValidationRows() {
    assertThatThrownBy(() -> read(EPOCHS + "data.validation { rows = 5, share = 0.5 }"))
        .hasMessage(
            """
            Cannot read conf/bad.conf: 1 problem
              conf/bad.conf:2: at most one of data.validation.rows, data.validation.share, data.validation.folds, data.validation.column may be set, found data.validation.rows and data.validation.share
            (fix it and try again)""");
    SweepConfig config =
        ConfigReader.read(
            "a.conf",
            new StringReader(EPOCHS + "data.validation.rows = 5"),
            List.of("validation-share=0.5"));
    assertThat(config.find(Settings.VALIDATION_ROWS)).isEmpty();
    assertThat(config.data().validationRows(() -> 41)).isEqualTo(21);
    assertThat(config.values().columns())
        .containsEntry("validation_share", 0.5)
        .doesNotContainKey("validation_rows");
    SweepConfig point = config.with(Map.of("validation-rows", 3L));
    assertThat(point.find(Settings.VALIDATION_SHARE)).isEmpty();
    assertThat(point.data().validationRows(() -> 41)).isEqualTo(3);
  }

  @Test
  void reportsWhyAFileCannotBeRead() throws IOException {
    Path missing = directory.resolve("missing.conf");
    assertThatThrownBy(() -> ConfigReader.read(missing, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read %s: there is no such file (name a sweep's file, as in conf/)", missing);
    assertThatThrownBy(() -> ConfigReader.read(directory, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read %s: it is a directory (name a sweep's file, as in conf/)", directory);
    Path binary = Files.write(directory.resolve("binary.conf"), new byte[] {(byte) 0xff, 0, 1});
    assertThatThrownBy(() -> ConfigReader.read(binary, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot read " + binary + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a {", "a = [1,", "a = ${nope}", "a=b=c", "a : {]", "include \"x\" y"})
  void reportsASyntaxErrorWithItsLine(String line) {
    assertThatThrownBy(() -> read("# first\n" + line))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "(?s)Cannot (read conf/bad.conf: line 2: |include x in conf/bad.conf).*");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> read("a = " + "[".repeat(200_000)))
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot read conf/bad.conf: it is nested too deeply (fix it and try again)");
  }

  @Test
  void includesAFileNextToIt() throws IOException {
    Files.writeString(directory.resolve("base.conf"), EPOCHS + "training.lambda = -2");
    Path file = Files.writeString(directory.resolve("top.conf"), "include \"base.conf\"");

    assertThatThrownBy(() -> ConfigReader.read(file, List.of()))
        .hasMessageContaining(directory.resolve("base.conf") + ":2: invalid training.lambda: -2");
    assertThat(ConfigReader.read(file, List.of("lambda=2")).name()).isEqualTo("top");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/x.conf, include \"http://127.0.0.1:1/x.conf\"",
    "http://127.0.0.1:1/x.conf, include url(\"http://127.0.0.1:1/x.conf\")",
    "reference.conf, include classpath(\"reference.conf\")"
  })
  void includesNothingButFiles(String what, String line) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot include %s in conf/bad.conf: it is not a file"
                + " (include a file by its path relative to the including one)",
            what);
  }

  @Test
  void refusesAFileThatIncludesItself() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "include \"a.conf\"");

    assertThatThrownBy(() -> ConfigReader.read(file, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot include a.conf in %s: it includes itself"
                + " (include a file by its path relative to the including one)",
            file);
  }

  private static SweepConfig read(String text, String... overrides) {
    return ConfigReader.read("conf/bad.conf", new StringReader(text), List.of(overrides));
  }
}
