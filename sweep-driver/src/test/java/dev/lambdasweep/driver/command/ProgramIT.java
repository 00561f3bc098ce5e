package dev.lambdasweep.driver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.SmallSweep;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that train, and programs with every fault, each as one trial. */
@Timeout(60)
class ProgramIT {
  private static final String GOOD = "echo '{\"valid_accuracy\": 0.5}'\n";

  @TempDir Path directory;

  @Test
  void reportsMetricsAndACurve() {
    TrialResult result =
        result(
            """
            echo starting
            echo '{"step": 1, "valid_accuracy": 0.25, "note": "half way"}'
              echo '  {"step": 2, "valid-accuracy": 0.5, "auc": NaN}'
            echo 'trailing text {'
            printf '{"train_loss": 1e-3, "auc": 0.75}'
            """);

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.figures())
        .containsOnly(entry("valid_accuracy", 0.5), entry("auc", 0.75), entry("train_loss", 1e-3));
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(1, 2, 2);
    assertThat(result.curve().get(0).validation().accuracy()).isEqualTo(0.25);
    assertThat(result.extent().updates()).isEqualTo(2);
  }

  @Test
  void reportsNamesAndValues() {
    TrialResult result =
        result(
            "echo 'epoch 1: step=5 Valid-Accuracy = 0.25, loss=nan'; echo 'x=y valid_accuracy=.5'",
            "trainer.command.metrics = name-value");

    assertThat(result.figures()).containsOnly(entry("valid_accuracy", 0.5));
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(5, 5);
  }

  @Test
  void reportsInAFile() {
    TrialResult result =
        result(
            "echo '{broken'; echo '{\"step\": 4, \"valid_accuracy\": 0.5}' > $LAMBDA_SWEEP_METRICS",
            "trainer.command.metrics = file");

    assertThat(result.figures()).containsOnly(entry("valid_accuracy", 0.5));
    assertThat(result.extent().updates()).isEqualTo(4);
  }

  @Test
  void endsAtItsRung() {
    TrialResult result =
        upTo(
            new Rung(1, 4),
            """
            for step in 2 4 6; do
              printf '{"step": %d, "train_loss": 0.%d}\n' $step $step
              printf '{"valid_accuracy": 0.%d}\n' $step
              test $step = 2 || sleep 60
            done
            """);

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.figures())
        .containsOnly(entry("valid_accuracy", 0.4), entry("train_loss", 0.4));
    assertThat(result.curve()).extracting(CurvePoint::update).containsExactly(2, 2, 4);
    assertThat(result.extent().rung()).isEqualTo(1);
  }

  @Test
  void isToldItsRung() {
    assertThat(
            upTo(
                    new Rung(0, 7),
                    "echo {\\\"step\\\": ${rung}, \\\"valid_accuracy\\\":"
                        + " 0.$LAMBDA_SWEEP_RUNG}")
                .figures())
        .containsOnly(entry("valid_accuracy", 0.7));
  }

  @Test
  void reportsBeyondItsRungIfItReportsRarely() {
    TrialResult result =
        upTo(new Rung(0, 3), "echo '{\"step\": 5, \"valid_accuracy\": 0.5}'; sleep 60; exit 1");

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.extent().updates()).isEqualTo(5);
  }

  @Test
  void failsBeforeItsRung() {
    assertThat(
            upTo(new Rung(0, 3), "echo '{\"step\": 2, \"valid_accuracy\": 0.5}'; exit 1").ending())
        .isEqualTo(Ending.failed(Ending.Cause.ERROR, "exit code 1"));
  }

  private static TrialResult upTo(Rung rung, String script) {
    return Programs.train(Programs.script(script), rung).result();
  }

  @Test
  void isRankedByAnyMetric() {
    assertThat(
            result("echo '{\"my-score\": 7}'", "objective { metric = my-score, goal = minimize }")
                .figures())
        .containsOnly(entry("my_score", 7.0));
  }

  @Test
  void getsItsParametersAsArgumentsInAFileAndInItsEnvironment() {
    SweepConfig config =
        Programs.command(
            List.of(
                "/bin/sh",
                "-c",
                "for word; do echo \"$word\" >> \"$0\"; done; cat \"$LAMBDA_SWEEP_PARAMETERS\" >> \"$0\";"
                    + GOOD,
                directory.resolve("words").toString(),
                "${text}",
                "a ${learning-rate} $${x}",
                "${args}",
                "${seed} ${trial} ${repeat} ${fold} ${threads}${rung}"),
            "trainer.parameters {",
            "learning-rate = 1e-5",
            "depth = 3",
            "text = \"two words; $(rm)\"",
            "flag = true",
            "}");

    assertThat(Programs.train(config).result().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(directory.resolve("words"))
        .hasContent(
            """
            two words; $(rm)
            a 0.00001 ${x}
            --learning-rate
            0.00001
            --depth
            3
            --text
            two words; $(rm)
            --flag
            true
            152709948 3 1 2 1
            {"learning-rate":1.0E-5,"depth":3,"text":"two words; $(rm)","flag":true}""");
  }

  @Test
  void getsNoMoreThanTheDocumentedEnvironment() throws IOException {
    SweepConfig config =
        Programs.script(
            "env > "
                + directory.resolve("env")
                + "; pwd > "
                + directory.resolve("pwd")
                + ";"
                + GOOD,
            "trainer.parameters.learning-rate = 0.5",
            "trainer.command.environment = [NO_SUCH_VARIABLE]");
    TrialHost host =
        new TrialHost(
            SmallSweep.PLACE,
            2,
            Map.of("gpu", List.of("3", "5")),
            directory,
            report -> {},
            () -> {});

    assertThat(Programs.train(config, Programs.DATA, host).result().ending())
        .isEqualTo(Ending.COMPLETE);

    Map<String, String> variables = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("env"))) {
      variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    String scratch = Files.readString(directory.resolve("pwd")).strip();
    assertThat(variables)
        .containsEntry("TMPDIR", scratch)
        .containsEntry("LAMBDA_SWEEP_SCRATCH", scratch)
        .containsEntry("LAMBDA_SWEEP_SEED", "152709948")
        .containsEntry("LAMBDA_SWEEP_TRIAL", "3")
        .containsEntry("LAMBDA_SWEEP_REPEAT", "1")
        .containsEntry("LAMBDA_SWEEP_FOLD", "2")
        .containsEntry("LAMBDA_SWEEP_THREADS", "2")
        .containsEntry("LAMBDA_SWEEP_PARAM_LEARNING_RATE", "0.5")
        .containsEntry("OMP_NUM_THREADS", "2")
        .containsEntry("OPENBLAS_NUM_THREADS", "2")
        .containsEntry("MKL_NUM_THREADS", "2")
        .containsEntry("CUDA_VISIBLE_DEVICES", "3,5");
    // the shell adds some of its own
    variables.keySet().removeAll(List.of("HOME", "LANG", "PATH", "PWD", "OLDPWD", "SHLVL", "_"));
    assertThat(variables.keySet())
        .containsExactly(
            "CUDA_VISIBLE_DEVICES",
            "LAMBDA_SWEEP_DATA",
            "LAMBDA_SWEEP_FILES",
            "LAMBDA_SWEEP_FOLD",
            "LAMBDA_SWEEP_KEEP",
            "LAMBDA_SWEEP_METRICS",
            "LAMBDA_SWEEP_PARAMETERS",
            "LAMBDA_SWEEP_PARAM_LEARNING_RATE",
            "LAMBDA_SWEEP_PREDICTIONS",
            "LAMBDA_SWEEP_PROCESS",
            "LAMBDA_SWEEP_REPEAT",
            "LAMBDA_SWEEP_SCRATCH",
            "LAMBDA_SWEEP_SEED",
            "LAMBDA_SWEEP_THREADS",
            "LAMBDA_SWEEP_TRIAL",
            "MKL_NUM_THREADS",
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "TMPDIR");
    assertThat(Path.of(scratch)).doesNotExist();
  }

  @Test
  void getsItsDataOncePerDataSet() throws IOException {
    String script = "echo $LAMBDA_SWEEP_DATA >> " + directory.resolve("data") + ";" + GOOD;
    Programs.train(Programs.script(script));
    Programs.train(Programs.script(script));
    Programs.train(Programs.script(script), Programs.WITH_TEST, SmallSweep.HOST);

    List<String> places = Files.readAllLines(directory.resolve("data"));
    assertThat(places.get(1)).isEqualTo(places.get(0)).isNotEqualTo(places.get(2));
    assertThat(Path.of(places.get(0)).toFile().list())
        .containsExactlyInAnyOrder(
            "data.json", "x_train.npy", "y_train.npy", "x_valid.npy", "y_valid.npy");
    assertThat(Path.of(places.get(2)).toFile().list()).contains("x_test.npy", "y_test.npy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "echo one >&2; echo 'no such luck' >&2; echo >&2; exit 1 | ERROR | exit code 1: no such luck",
        "exit 3 | ERROR | exit code 3",
        "kill -KILL $$ | ERROR | killed by signal 9 (SIGKILL)",
        "kill -SEGV $$ | ERROR | killed by signal 11 (SIGSEGV)",
        "true | ERROR | it ended without reporting valid_accuracy (print {\"valid_accuracy\": VALUE}"
            + " on standard output)",
        "echo '{\"valid_accuracy\": NaN}' | DIVERGED | the last value of valid_accuracy is NaN",
        "echo '{\"valid_accuracy\": null}' | DIVERGED | the last value of valid_accuracy is NaN",
        "echo; echo '{\"valid_accuracy\": 0.5'; sleep 60 | ERROR | line 2 of standard output: invalid"
            + " JSON at character 23: Unexpected end-of-input: expected close marker for Object",
        "echo '{valid_accuracy: 0.5}' | ERROR | line 1 of standard output: invalid JSON at character"
            + " 2: Unexpected character ('v' (code 118)): was expecting double-quote to start field"
            + " name",
        "echo '{\"a\": 1} x' | ERROR | line 1 of standard output: invalid JSON at character 10:"
            + " Unrecognized token 'x': was expecting (JSON String, Number (or 'NaN'/'+INF'/'-INF'), Array, Object or token"
            + " 'null', 'true' or 'false')",
        "echo '{\"valid_accuracy\": \"0.5\"}' | ERROR | line 1 of standard output: invalid"
            + " valid_accuracy: 0.5, must be a number",
        "echo '{\"val/acc\": 0.5}' | ERROR | line 1 of standard output: invalid name of a metric:"
            + " val/acc, must be lower case letters, digits, dashes and underscores",
        "echo '{\"step\": 2}'; echo '{\"step\": 1}' | ERROR | line 2 of standard output: invalid step:"
            + " 1, must be at least 2, that of an earlier line",
        "echo '{\"step\": 0.5}' | ERROR | line 1 of standard output: invalid step: 0.5, must be a"
            + " whole number from 0 to 2147483647",
      })
  void failsWithOneLineThatSaysWhy(String script, Ending.Cause cause, String error) {
    assertThat(result(script).ending()).isEqualTo(Ending.failed(cause, error));
  }

  @Test
  void keepsTheLastLinesOfItsMessages() {
    TrialResult result =
        result("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); echo line $i; done >&2; exit 1");

    assertThat(result.ending().error()).isEqualTo("exit code 1: line 100000");
    assertThat(result.execution().log().lines()).hasSize(20).first().isEqualTo("line 99981");
  }

  @Test
  void mayWriteMuchOutput() {
    // 100 MB in lines, 100 MB in one line, and no end of the last line
    TrialResult result =
        result(
            "head -c 100000000 /dev/zero | tr '\\0' 'x' | fold -w 79; echo;"
                + " head -c 100000000 /dev/zero | tr '\\0' 'x'; echo;"
                + " head -c 1000000 /dev/zero >&2;"
                + " printf '{\"valid_accuracy\": 0.5}'");

    assertThat(result.figures()).containsOnly(entry("valid_accuracy", 0.5));
  }

  @Test
  void mayReportVeryOften() {
    TrialResult result =
        result(
            "i=0; while [ $i -lt 100005 ]; do i=$((i+1));"
                + " echo \"{\\\"step\\\": $i, \\\"valid_accuracy\\\": 0.$i}\"; done");

    assertThat(result.figures()).containsOnly(entry("valid_accuracy", 0.100005));
    assertThat(result.curve()).hasSizeBetween(10_000, 20_000);
  }

  @Test
  void mustNotReportALineOfJsonWithoutEnd() {
    assertThat(result("printf '{'; head -c 2000000 /dev/zero | tr '\\0' ' '").ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.ERROR, "line 1 of standard output: it is longer than 1 MiB"));
  }

  @Test
  void leavesNoProcessAfterItsEnd() {
    TrialResult result =
        result(
            GOOD
                + "trap '' TERM\n"
                + "(trap '' TERM; sleep 71000001 & sleep 71000002) &\n"
                + "setsid sh -c 'trap \"\" TERM; (sleep 71000003; true) & exit' &\n"
                + "setsid env -i sleep 71000004 &\n"
                + "sleep 0.5; exit 0");

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(Programs.running("sleep 7100000")).isEmpty();
  }

  @Test
  void endsAtItsTimeLimitWithAllThatItStarted() {
    TrialResult result =
        result(
            "trap '' TERM; setsid sh -c '(trap \"\" TERM; sleep 72000001; true) & exit' & sleep"
                + " 72000002; sleep 72000003",
            "execution.trial-timeout = 0.5");

    assertThat(result.ending().cause()).isEqualTo(Ending.Cause.TIMEOUT);
    assertThat(result.ending().error())
        .matches("ran for \\d+\\.\\d s, longer than trial-timeout, and was ended");
    assertThat(Programs.running("sleep 7200000")).isEmpty();
  }

  @Test
  void endsWithAllThatItStartedWhenItIsCancelled() {
    AtomicInteger checks = new AtomicInteger();
    TrialHost host =
        SmallSweep.host(
            () -> {
              if (checks.incrementAndGet() > 2) {
                throw new CancellationException("the sweep ends");
              }
            });

    assertThatThrownBy(
            () ->
                Programs.train(
                    Programs.script("sleep 73000001 & sleep 73000002"), Programs.DATA, host))
        .isInstanceOf(CancellationException.class);
    assertThat(Programs.running("sleep 7300000")).isEmpty();
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                thrown.add(
                    new AssertionError(
                        Programs.train(
                            Programs.script("sleep 74000001"),
                            Programs.DATA,
                            SmallSweep.host(
                                () -> {
                                  if (Thread.currentThread().isInterrupted()) {
                                    throw new CancellationException();
                                  }
                                }))));
              } catch (CancellationException e) {
                thrown.add(e);
              }
            });
    thread.start();
    while (Programs.running("sleep 74000001").isEmpty()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();

    assertThat(thrown).singleElement().isInstanceOf(CancellationException.class);
    assertThat(Programs.running("sleep 74000001")).isEmpty();
  }

  @Test
  void blamesTheMachineForAProgramThatIsMissing() {
    assertThatThrownBy(() -> Programs.train(Programs.command(List.of("no-such-program", "x"))))
        .isInstanceOf(UnfitMachineException.class)
        .hasMessage(
            "Cannot start no-such-program on host-1: No such file or directory (install it there, or"
                + " correct trainer.command.run)");
  }

  @Test
  void blamesTheMachineForADiskThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    TrialHost host = new TrialHost(SmallSweep.PLACE, 1, Map.of(), file, report -> {}, () -> {});

    assertThatThrownBy(
            () ->
                Programs.train(
                    Programs.script(GOOD), new TrialData(SmallSweep.VALUES, List.of()), host))
        .isInstanceOf(UnfitMachineException.class)
        .hasMessage(
            "Cannot create a directory for a trial in %1$s on host-1:"
                + " java.nio.file.FileAlreadyExistsException: %1$s (free space there)",
            file);
  }

  private static TrialResult result(String script, String... settings) {
    TrainedTrial trained = Programs.train(Programs.script(script, settings));
    return trained.result();
  }

  @Test
  void writesPredictionsOfClasses() throws IOException {
    int[] rows = SmallSweep.DATA.validation();
    int[] test = IntStream.range(0, SmallSweep.TEST.size()).toArray();
    // every class but the first is taken for the next one
    npy("valid", rows, row -> wrong(SmallSweep.DATA.examples().label(row)));
    npy("test", test, row -> wrong(SmallSweep.TEST.label(row)));

    TrainedTrial trained =
        Programs.train(
            Programs.script(
                "cp %1$s/*_predictions.npy $LAMBDA_SWEEP_PREDICTIONS; echo a > $LAMBDA_SWEEP_KEEP/a_1.txt; %2$s"
                    .formatted(directory, GOOD)),
            Programs.WITH_TEST,
            SmallSweep.HOST);

    TrialResult result = trained.result();
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    BitSet correct = ((RowOutcomes.OfClasses) result.outcomes().get(0)).correct();
    for (int i = 0; i < rows.length; i++) {
      assertThat(correct.get(i)).isEqualTo(SmallSweep.DATA.examples().label(rows[i]) == 0);
    }
    TestDetail.OfClasses detail = (TestDetail.OfClasses) result.testDetail().get(0);
    assertThat(detail.confusion().get(0).get(0)).isPositive();
    assertThat(detail.confusion().get(1).get(2)).isPositive();
    assertThat(detail.confusion().get(1).get(1)).isZero();
    assertThat(trained.files()).containsOnlyKeys("3-1/a_1.txt");
  }

  @Test
  void mustWritePredictionsOfAllRows() throws IOException {
    npy("valid", new int[] {1, 2}, row -> 0);
    String copy =
        "cp %s/*_predictions.npy $LAMBDA_SWEEP_PREDICTIONS; %s".formatted(directory, GOOD);
    assertThat(result(copy).ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.ERROR,
                "cannot use valid_predictions.npy: its shape is 2 x 1, must be 23 or 23 x 4"));
    npy("valid", SmallSweep.DATA.validation(), row -> 4);
    assertThat(result(copy).ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.ERROR,
                "cannot use valid_predictions.npy: row 0 has 4.0, must be a class from 0 to 3"));
  }

  @Test
  void writesPredictionsOfValues() throws IOException {
    int[] rows = SmallSweep.VALUES.validation();
    npy("valid", rows, row -> 1);
    TrialResult result =
        Programs.train(
                Programs.script(
                    "cp %s/*_predictions.npy $LAMBDA_SWEEP_PREDICTIONS; echo '{\"valid_rmse\": 3}'"
                        .formatted(directory)),
                new TrialData(SmallSweep.VALUES, List.of()),
                SmallSweep.HOST)
            .result();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    float[] errors = ((RowOutcomes.OfValues) result.outcomes().get(0)).errors();
    for (int i = 0; i < rows.length; i++) {
      assertThat(errors[i])
          .isEqualTo((float) (1 - SmallSweep.VALUES.examples().targets().at(rows[i])));
    }
  }

  private static int wrong(int label) {
    return label == 0 ? 0 : (label + 1) % 4;
  }

  /** Writes a file of predictions, one byte per row. */
  private void npy(String part, int[] rows, IntUnaryOperator predicted) throws IOException {
    String header =
        "\u0093NUMPY\u0001\u0000v\u0000{'descr': '|u1', 'fortran_order': False, 'shape': (%d,), }"
            .formatted(rows.length);
    StringBuilder bytes = new StringBuilder(header + " ".repeat(127 - header.length()) + "\n");
    IntStream.of(rows).map(predicted).forEach(value -> bytes.append((char) value));
    Files.writeString(
        directory.resolve(part + "_predictions.npy"), bytes, StandardCharsets.ISO_8859_1);
  }
}
