package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of a program, good and faulty, from search to final. */
class CommandIT {
  /** Does what its first argument says. */
  private static final String SCRIPT =
      """
      case $1 in
        good) echo '{"step": 1, "valid_accuracy": 0.25}'; printf '{"step": 2, "valid_accuracy": 0.5}' ;;
        fails) echo 'cannot do it' >&2; exit 1 ;;
        killed) kill -KILL $$ ;;
        silent) ;;
        nan) echo '{"valid_accuracy": NaN}' ;;
        malformed) echo '{"valid_accuracy": 0.5' ;;
        loud) head -c 100000000 /dev/zero | tr '\\0' x; echo; printf '{"valid_accuracy": 0.5}' ;;
        stubborn)
          trap '' TERM
          setsid sh -c '(trap "" TERM; sleep 76000001; true) & exit' &
          sleep 76000002 &
          printf '{"valid_accuracy": 0.5}' ;;
        slow)
          trap '' TERM
          setsid sh -c '(trap "" TERM; sleep 76000003; true) & exit' &
          sleep 76000004 ;;
      esac
      """;

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;

  @BeforeAll
  static void searchAllWaysToEnd() throws IOException {
    sweeps = InProcess.in(directory);
    Files.writeString(directory.resolve("train.sh"), SCRIPT);
    sweeps
        .write("ways.conf", program("way = good", "[sh, train.sh, \"${way}\"]"))
        .write("missing.conf", program("x = 1", "[no-such-interpreter, train.sh]"));
    ended =
        sweeps.run(
            "run",
            sweeps.at("ways.conf"),
            "sweep.space.way=[good, fails, killed, silent, nan, malformed, loud, stubborn, slow]",
            "execution.trial-timeout=3");
  }

  private static String program(String parameter, String run) {
    return """
    trainer { name = command, parameters { %s }
      command { run = %s, files = ["%s"] } }
    """
        .formatted(parameter, run, directory.resolve("train.sh"));
  }

  @Test
  void eachRowSaysWhatHappened() {
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(
            sweeps.csv(
                "SELECT way, state, fail_reason, error, log, valid_accuracy FROM trials WHERE name = 'ways'"
                    + " AND way <> 'slow' ORDER BY trial"))
        .containsExactly(
            "way,state,fail_reason,error,log,valid_accuracy",
            "good,COMPLETE,,,,0.5",
            "fails,FAILED,ERROR,exit code 1: cannot do it,cannot do it,",
            "killed,FAILED,ERROR,killed by signal 9 (SIGKILL),,",
            "silent,FAILED,ERROR,\"it ended without reporting valid_accuracy (print"
                + " {\"\"valid_accuracy\"\": VALUE} on standard output)\",,",
            "nan,FAILED,DIVERGED,the last value of valid_accuracy is NaN,,",
            "malformed,FAILED,ERROR,line 1 of standard output: invalid JSON at character 23:"
                + " Unexpected end-of-input: expected close marker for Object,,",
            "loud,COMPLETE,,,,0.5",
            "stubborn,COMPLETE,,,,0.5");
    assertThat(
            sweeps
                .csv("SELECT fail_reason, error FROM trials WHERE name = 'ways' AND way = 'slow'")
                .get(1))
        .matches("TIMEOUT,\"ran for \\d+\\.\\d s, longer than trial-timeout, and was ended\"");
  }

  @Test
  void noProcessSurvives() {
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 7600000"));
  }

  @Test
  void curvesAreThoseThatWereReported() {
    assertThat(
            sweeps.csv(
                "SELECT update, c.valid_accuracy FROM curves c JOIN trials t USING (sweep, trial) WHERE"
                    + " way = 'good' ORDER BY 1"))
        .containsExactly("update,valid_accuracy", "1,0.25", "2,0.5");
  }

  @Test
  void programThatIsMissingIsOneClearRow() {
    Ended missing = sweeps.run("run", sweeps.at("missing.conf"));

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(
            sweeps
                .csv("SELECT state, fail_reason, error FROM trials WHERE name = 'missing'")
                .get(1))
        .matches(
            "FAILED,ERROR,\"Cannot start no-such-interpreter on \\S+: No such file or directory"
                + " \\(install it there, or correct trainer.command.run\\)\"");
  }

  @Test
  void undeclaredParameterIsAnErrorBeforeSparkStarts() {
    Ended wrong = sweeps.run("run", sweeps.at("ways.conf"), "sweep.space.wya=[good]");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.messages())
        .isEqualTo(
            "Cannot read %s: 1 problem\n  command line: sweep.space.wya=[good]: unknown hyperparameter sweep.space.wya, did you mean sweep.space.way?\n(fix it and try again)\n"
                .formatted(sweeps.at("ways.conf")));
  }

  @Test
  void missingFileIsAnErrorBeforeSparkStarts() {
    Ended wrong = sweeps.run("run", sweeps.at("ways.conf"), "trainer.command.files=[none.sh]");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.messages())
        .isEqualTo(
            "Cannot send none.sh to the executors: File none.sh does not exist (correct"
                + " trainer.command.files)\n");
  }

  @Test
  void finalSweepTestsAndKeepsFiles() throws IOException {
    Path script = directory.resolve("final.sh");
    String settings =
        program("x = 1", "[sh, final.sh, \"${x}\"]").replace("train.sh\"", "final.sh\"");
    sweeps.write("final.conf", settings + "sweep.space.x = [1]");
    Files.writeString(
        script,
        "ls $LAMBDA_SWEEP_DATA | tr '\\n' ' ' > $LAMBDA_SWEEP_KEEP/data.txt; echo '{\"valid_accuracy\":"
            + " 0.5, \"test_accuracy\": 0.25}'");
    assertThat(sweeps.run("run", sweeps.at("final.conf"), "sweep.name=first").exitCode()).isZero();
    Ended last = sweeps.run("final", sweeps.at("final.conf"), "--from", "first");

    assertThat(last.exitCode()).isZero();
    assertThat(last.messages()).doesNotContain("evaluate");
    try (Stream<Path> kept = Files.walk(directory.resolve("results/models"))) {
      assertThat(kept.filter(Files::isRegularFile).toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(file)
                      .hasContent(
                          "data.json x_test.npy x_train.npy x_valid.npy y_test.npy y_train.npy"
                              + " y_valid.npy "));
    }
    assertThat(sweeps.csv("SELECT test_accuracy FROM trials WHERE name = 'final'"))
        .isEqualTo(List.of("test_accuracy", "0.25"));
  }

  @Test
  void planSaysWhatIsReproducible() {
    Ended plan = sweeps.run("plan", sweeps.at("ways.conf"), "sweep.space.way=[good]");

    assertThat(plan.exitCode()).isZero();
    assertThat(plan.output())
        .endsWith(
            "The numbers of a program are reproducible only as far as it uses the seed that it is"
                + " given.\n");
  }
}
