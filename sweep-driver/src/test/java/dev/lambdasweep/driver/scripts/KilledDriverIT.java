package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.CifarFiles;
import dev.lambdasweep.driver.scripts.Script.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed in the middle of a sweep, and the resumed sweep. */
class KilledDriverIT {
  private static final int TRIALS = 6;

  @TempDir private static Path directory;
  private static Sweeps sweeps;
  private static String id;
  private static Map<String, String> whenKilled;
  private static int rowsWhenKilled;
  private static Ended onOtherImages;
  private static Map<String, String> afterRefusal;
  private static Ended resumed;
  private static Map<String, String> whenResumed;
  private static int rowsWhenResumed;
  private static Ended again;

  @BeforeAll
  static void killAndResume() throws Exception {
    sweeps =
        Sweeps.in(directory)
            .write(
                "sweep.conf",
                """
                sweep { trials = %s, space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }
                training.updates = 1000
                network.hidden = [20]
                execution.fuse = 1
                """
                    .formatted(TRIALS));
    Process driver = start("killed");
    awaitARow("killed");
    driver.destroyForcibly().waitFor();
    id = idIn("killed");
    whenKilled = sweeps.files("killed");
    rowsWhenKilled = rowsIn("killed");

    CifarFiles.write(directory.resolve("others"), 8);
    onOtherImages = sweeps.run("resume", id, "--data", "others", "--results", "killed");
    afterRefusal = sweeps.files("killed");

    resumed = sweeps.run("resume", "sweep", "--results", "killed");
    whenResumed = sweeps.files("killed");
    rowsWhenResumed = rowsIn("killed");
    again = sweeps.run("resume", "sweep", "--results", "killed");
  }

  private static Process start(String results) {
    return sweeps
        .script()
        .start(
            "--master", "local[1]", "run", "sweep.conf", "--data", "images", "--results", results);
  }

  private static void awaitARow(String results) throws Exception {
    Path trials = directory.resolve(results).resolve("trials");
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!Files.isDirectory(trials) || rows(sweeps.files(results)).isEmpty()) {
      assertThat(Instant.now()).as("a row within a minute").isBefore(end);
      Thread.sleep(10);
    }
  }

  private static String idIn(String results) {
    return directory.resolve(results).resolve("sweeps").toFile().list()[0];
  }

  @Test
  void resumeTrainsOnlyWhatHasNoRow() {
    int left = TRIALS - rowsWhenKilled;
    assertThat(left).isBetween(1, TRIALS - 1);
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.messages())
        .startsWith("%s: %d of %d trials to train, ".formatted(id, left, TRIALS));
    assertThat(resumed.output()).endsWith("\nsweep " + id + "\n");
    assertThat(rowsWhenResumed).isEqualTo(TRIALS);
  }

  @Test
  void filesOfFinishedTrialsAreLeftAsTheyWere() {
    assertThat(whenResumed).containsAllEntriesOf(rows(whenKilled));
  }

  @Test
  void resumeRefusesOtherImagesAndWritesNothing() {
    assertThat(onOtherImages)
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot continue %s: CIFAR-10 in others contains different images from those it was started with,"
                        .formatted(id)
                    + " CIFAR-10 in images (give the original ones with --data)\n"));
    assertThat(afterRefusal).isEqualTo(whenKilled);
  }

  @Test
  void resumedOnceMoreTrainsNothing() {
    assertThat(again.exitCode()).isZero();
    assertThat(again.messages()).isEqualTo(id + ": all trials have a row, nothing to train\n");
    assertThat(again.output())
        .isEqualTo(resumed.output().substring(0, resumed.output().indexOf("\nsweep ")));
    assertThat(sweeps.files("killed")).isEqualTo(whenResumed);
  }

  @Test
  void rowsAreThoseOfASweepThatNobodyDisturbed() {
    assertThat(
            sweeps
                .run("run", "sweep.conf", "--data", "images", "--results", "undisturbed")
                .exitCode())
        .isZero();

    String rows =
        "SELECT name, kind, trial, repeat, seed, lambda, state, train_accuracy, valid_accuracy,"
            + " valid_accuracy_se, train_loss, valid_loss, train_cost, valid_cost, updates,"
            + " epochs_run FROM trials ORDER BY trial";
    String expected = sweeps.csv("undisturbed", rows);
    assertThat(expected.lines()).hasSize(1 + TRIALS);
    assertThat(sweeps.csv("killed", rows)).isEqualTo(expected);
  }

  @Test
  void interruptionLeavesNoRowOfATrialThatItCutShort() throws Exception {
    Process driver = start("interrupted");
    awaitARow("interrupted");
    driver.toHandle().destroy();
    Ended ended = Script.end(driver);

    assertThat(ended.exitCode()).isEqualTo(143);
    assertThat(sweeps.csv("interrupted", "SELECT DISTINCT state FROM trials"))
        .isEqualTo("state\nCOMPLETE\n");
    // the expected row may be reported just before or just after the interruption
    assertThat(ended.messages())
        .containsPattern(
            "(?m)^[0-%d] of %d trials have a row. To train the others: scripts/sweep resume %s --results interrupted$"
                .formatted(TRIALS, TRIALS, idIn("interrupted")))
        .doesNotContain("\tat ");
  }

  private static int rowsIn(String results) throws Exception {
    int count = 0;
    for (String file : rows(sweeps.files(results)).keySet()) {
      count += Files.readAllLines(directory.resolve(results).resolve(file)).size();
    }
    return count;
  }

  /** Only the files of rows. */
  private static Map<String, String> rows(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().matches("trials/sweep=[^/]+/[^./][^/]*\\.jsonl"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
