package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.setting.DataFormat;
import dev.lambdasweep.driver.setting.MetricsForm;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.sweep.Proposers;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of sweeps whose trainer is a program. */
class ProgramSettingsTest {
  private static final String PROGRAM =
      """
      trainer {
        name = command
        parameters {
          learning-rate = 1e-1
          depth = { default = 3, low = 1, high = 10 }
          kernel = { default = rbf, choices = [rbf, linear] }
          bias = true
        }
        command.run = [python3, train.py, "--lr", "${learning-rate}", "${args}"]
      }
      """;

  @Test
  void declareParametersWithTheirDefaults() {
    SweepConfig config = read(PROGRAM, "depth=5");

    assertThat(config.table().parameters())
        .containsExactly(
            Parameter.real("learning-rate", 0.1),
            Parameter.whole("depth", 3, 1, 10),
            Parameter.text("kernel", "rbf", "rbf", "linear"),
            Parameter.flag("bias", true));
    assertThat(config.values().asMap())
        .containsOnly(
            entry("learning-rate", 0.1),
            entry("depth", 5L),
            entry("kernel", "rbf"),
            entry("bias", true));
    assertThat(config.values().columns()).containsEntry("learning_rate", 0.1).containsKey("depth");
    assertThat(config.get(Settings.RUN))
        .containsExactly("python3", "train.py", "--lr", "${learning-rate}", "${args}");
    assertThat(config.get(Settings.DATA_FORMATS)).containsExactly(DataFormat.NPY);
    assertThat(config.get(Settings.METRICS_FORM)).isEqualTo(MetricsForm.JSON_LINES);
  }

  @Test
  void searchTheDeclaredParameters() {
    SweepConfig config =
        read(
            PROGRAM
                + "sweep.space { depth = [1, 2], trainer.parameters.kernel = [rbf, linear], bias ="
                + " [true, false] }");

    assertThat(Proposers.of(config).next(List.of(), List.of(), Goal.MINIMIZE).points()).hasSize(8);
    assertThat(
            config
                .with(
                    Proposers.of(config)
                        .next(List.of(), List.of(), Goal.MINIMIZE)
                        .points()
                        .get(7)
                        .values())
                .values()
                .asMap())
        .containsEntry("learning-rate", 0.1);
  }

  @Test
  void areReadFromPlansWithTheDeclarations() {
    SweepConfig config = read(PROGRAM + "sweep.space.depth = [1, 2]", "learning-rate=0.5");

    SweepConfig again = ConfigReader.fromJson(config.toJson());
    assertThat(again).isEqualTo(config);
    assertThat(again.table().parameters()).isEqualTo(config.table().parameters());
    assertThat(again.toJson()).isEqualTo(config.toJson());
  }

  @Test
  void rankByAnyMetricWithAGoal() {
    SweepConfig config =
        read(PROGRAM + "objective { metric = my-score, goal = minimize }", "sweep.repeats=2");

    assertThat(config.objective()).isEqualTo(Metric.minimize("my_score"));
    assertThat(read(PROGRAM + "objective.metric = valid-rmse").objective())
        .isEqualTo(Metric.minimize("valid_rmse"));
  }

  @Test
  void reportAllProblemsAtOnceWithTheirLines() {
    assertThatThrownBy(
            () ->
                read(
                    PROGRAM.replace(
                            "[python3, ",
                            "[\n    python3, \"${dept}\",\n    \"${seed\", \"a${args}\", ")
                        + "sweep.space { dept = [1, 2], depth = [0] }\n"
                        + "objective.metric = my-score\n"
                        + "trainer.command { data = [npy, arrow], metrics = katib }\n",
                    "kernel=poly"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            Cannot read a.conf: 9 problems
              a.conf:10: unknown placeholder ${dept} in trainer.command.run, must be a parameter that \
            trainer.parameters declares or one of seed, trial, repeat, fold, threads, rung, data, \
            scratch, parameters, metrics, predictions, keep, args, did you mean ${depth}?
              a.conf:11: invalid trainer.command.run: ${seed, must have a } after each ${ (write $${ \
            for the text ${)
              a.conf:11: invalid trainer.command.run: a${args}, must be ${args} alone, which stands for \
            several words
              a.conf:13: unknown hyperparameter sweep.space.dept, did you mean sweep.space.depth?
              a.conf:13: invalid sweep.space.depth: 0, must be at least 1
              a.conf:14: invalid objective.goal: auto, must be minimize or maximize for my-score
              a.conf:15: invalid trainer.command.metrics: katib, must be one of json-lines, name-value, file
              a.conf:15: invalid trainer.command.data: ["npy","arrow"], must be a list of different ones \
            of npy, parquet, csv
              command line: kernel=poly: invalid trainer.parameters.kernel: poly, must be one of rbf, linear
            (fix them and try again)""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning_rate = 1 | invalid parameter trainer.parameters.learning_rate: its name must be"
            + " lower case letters, digits and single dashes",
        "seed = 1 | invalid parameter trainer.parameters.seed: ${seed} stands for something else,"
            + " must have another name",
        "a = [1] | invalid trainer.parameters.a: must be a number, a text, true or false, or a"
            + " section with such a default",
        "a { low = 1 } | invalid trainer.parameters.a: must be a number, a text, true or false, or a"
            + " section with such a default",
        "a { default = 1, lo = 1 } | unknown key trainer.parameters.a.lo, did you mean"
            + " trainer.parameters.a.low?",
        "a { default = 1, low = 0.5 } | invalid trainer.parameters.a.low: 0.5, must be a whole"
            + " number",
        "a { default = 1, low = 2 } | invalid trainer.parameters.a: defaultValue of a: 1, must be one"
            + " of its values",
        "a { default = x, low = 2 } | invalid trainer.parameters.a.low: 2, must be left out: the"
            + " default is no number",
        "a { default = 1, choices = [1] } | invalid trainer.parameters.a.choices: [1], must be left"
            + " out: the default is no text",
        "a = 1e999 | invalid trainer.parameters.a: 1e999, must be finite",
        "data-source = x | cannot use the trainer command: its parameter data-source has the name of"
            + " data.source (rename the parameter)",
      })
  void refuseDeclarationsThatMeanNothing(String declaration, String problem) {
    assertThatThrownBy(
            () ->
                read(
                    "trainer { name = command, command.run = [x]\nparameters { "
                        + declaration
                        + " } }"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: 1 problem\n  a.conf:2: %s\n(fix it and try again)"
                .formatted(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trainer.name = command | a.conf:1: invalid trainer.command.run: [], must be a program and its"
            + " arguments",
        "trainer { name = command, command.run = \"train.py\" } | a.conf:1: invalid"
            + " trainer.command.run: train.py, must be a list of texts, the first of which is not"
            + " blank",
        "trainer.command.run = [x], training.epochs = 1 | a.conf:1: trainer.command.run is set, but"
            + " trainer.name is network, must be command",
      })
  void needSomethingToRun(String file, String problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: 1 problem\n  %s\n(fix it and try again)".formatted(problem));
  }

  @Test
  void doNotTakeDeclarationsFromTheCommandLine() {
    assertThatThrownBy(() -> read(PROGRAM, "trainer.parameters.dept=3"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: 1 problem\n"
                + "  command line: trainer.parameters.dept=3: unknown key trainer.parameters.dept, did"
                + " you mean trainer.parameters.depth?\n"
                + "(fix it and try again)");
  }

  private static SweepConfig read(String text, String... overrides) {
    return ConfigReader.read("a.conf", new StringReader(text), List.of(overrides));
  }
}
