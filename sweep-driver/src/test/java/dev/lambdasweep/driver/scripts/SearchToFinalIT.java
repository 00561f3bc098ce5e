package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A search, its refinement and the final training, each as a process, and the verbs that read their
 * results.
 */
class SearchToFinalIT {
  private static final String[] DATA = {"--data", "images"};

  @TempDir private static Path directory;
  private static Sweeps sweeps;
  private static Ended coarse;
  private static Ended fine;
  private static Ended last;
  private static List<Map<String, String>> rows;

  @BeforeAll
  static void searchRefineAndTrainTheBest() {
    sweeps =
        Sweeps.in(directory)
            .write(
                "coarse.conf",
                "sweep { trials = 4, space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }")
            .write("fine.conf", "sweep.space.lambda = from 0.006 to 0.007 step 0.0005")
            .write("final.conf", "");
    coarse = sweeps.run("run", "coarse.conf", DATA[0], DATA[1]);
    fine = sweeps.run("refine", "fine.conf", "--from", "coarse", DATA[0], DATA[1]);
    last = sweeps.run("final", "final.conf", "--from", "fine", DATA[0], DATA[1]);
    rows =
        Rows.of(
            sweeps.csv(
                "results",
                "SELECT name, parent, code_version, lambda, valid_accuracy, test_accuracy, test_loss, test_cost"
                    + " FROM trials ORDER BY test_accuracy NULLS FIRST, trial"));
  }

  @Test
  void everyStepEndsWithoutFailure() {
    assertThat(Stream.of(coarse, fine, last).map(Ended::exitCode)).containsOnly(0);
  }

  @Test
  void standardOutputShowsTheRankedTableAndTheId() {
    List<String> lines = coarse.output().lines().toList();
    assertThat(lines).hasSize(2 + 4 + 3 + 2);
    assertThat(lines.get(0).split("\\s{2,}", -1))
        .containsExactly(
            "rank",
            "trial",
            "lambda",
            "valid_accuracy",
            "± se",
            "valid_loss",
            "train_accuracy",
            "p",
            "tied",
            "seconds",
            "state");
    assertThat(lines.get(1)).matches("[- ]+");
    assertThat(lines.subList(2, 6))
        .allMatch(line -> line.endsWith("  COMPLETE"))
        .extracting(line -> line.strip().split("\\s+", -1)[0])
        .containsExactly("1", "2", "3", "4");
    assertThat(lines.get(6)).isEmpty();
    assertThat(lines.get(7))
        .isEqualTo(
            "* cannot be distinguished from the best at level 0.05 (McNemar's exact test, validation row by"
                + " row; 3 comparisons, p corrected by Holm).");
    assertThat(lines.get(9)).isEmpty();
    assertThat(lines.get(10)).isEqualTo("sweep " + Sweeps.id(coarse));
  }

  @Test
  void rankFollowsValidAccuracy() {
    assertThat(
            fine.output().lines().skip(2).limit(3).map(line -> line.strip().split("\\s+", -1)[3]))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void standardErrorShowsTheProgressOneLinePerTrial() {
    List<String> lines = coarse.messages().lines().toList();
    assertThat(lines.get(0))
        .matches(Sweeps.id(coarse) + ": 4 of 4 trials to train, (in 2 groups, )?[124] at a time");
    assertThat(lines.get(1))
        .isEqualTo("CIFAR-10 in images, 300 training and 100 validation images");
    for (int done = 1; done <= 4; done++) {
      assertThat(lines.get(1 + done))
          .matches(
              done
                  + "/4 trial [0-3]: lambda = [0-9.e-]+: valid accuracy 0\\.\\d{4} \\(\\d+\\.\\d s\\)");
    }
    assertThat(lines.subList(6, lines.size()))
        .containsExactly(
            "",
            "Next:",
            "  scripts/sweep refine coarse.conf --by-rule --from "
                + Sweeps.id(coarse)
                + " --data images",
            "  scripts/sweep show " + Sweeps.id(coarse));
  }

  @Test
  void rowsNameTheVersionOfTheProgram() {
    assertThat(column("coarse", "code_version")).allMatch(text -> text.matches("\\d+\\.\\d+.*"));
    assertThat(sweeps.run("--version").output()).matches("Lambda Sweep \\d+\\.\\d+.*\n");
  }

  @Test
  void rowsNameTheirParents() {
    assertThat(column("coarse", "parent")).containsExactly("", "", "", "");
    assertThat(column("fine", "parent")).hasSize(3).containsOnly(Sweeps.id(coarse));
    assertThat(column("final", "parent")).containsExactly(Sweeps.id(fine));
  }

  @Test
  void refineTrainsTheGridOfItsFile() {
    assertThat(column("fine", "lambda")).containsExactly("0.006", "0.0065", "0.007");
  }

  @Test
  void finalTrainsTheBestOfItsParent() {
    String best =
        rows.stream()
            .filter(row -> row.get("name").equals("fine"))
            .min(Comparator.comparingDouble(row -> -Double.parseDouble(row.get("valid_accuracy"))))
            .orElseThrow()
            .get("lambda");
    assertThat(column("final", "lambda")).containsExactly(best);
  }

  @Test
  void onlyFinalReadsTheTestImages() {
    assertThat(column("coarse", "test_accuracy")).containsOnly("");
    assertThat(column("fine", "test_accuracy")).containsOnly("");
    assertThat(column("final", "test_accuracy")).doesNotContain("");
  }

  @Test
  void finalKeepsTheDataOfTheTestImageCharts() {
    // 100 test images, ten of each class
    assertThat(
            sweeps.csv(
                "results",
                "SELECT count(*) AS cells, sum(images) AS images, min(class) AS fewest FROM (SELECT"
                    + " images, sum(images) OVER (PARTITION BY actual) AS class FROM confusion WHERE"
                    + " name = 'final')"))
        .isEqualTo("cells,images,fewest\n100,100,10\n");
    String accuracy = column("final", "test_accuracy").get(0);
    assertThat(
            sweeps.csv(
                "results",
                "SELECT (SELECT sum(images) FROM confusion WHERE actual = predicted) / 100 AS diagonal,"
                    + " sum(correct) / 100 AS correct, sum(images) AS images, max(high) AS high FROM"
                    + " probabilities"))
        .isEqualTo("diagonal,correct,images,high\n%s,%s,100,1.0\n".formatted(accuracy, accuracy));
  }

  @Test
  void savedModelReachesTheSameTestAccuracyInAnotherProcess() {
    String model = "results/models/" + Sweeps.id(last) + "/0-0.safetensors";
    String command = "scripts/sweep evaluate " + model + " --data images";
    assertThat(last.messages().lines()).contains("  " + command);

    Ended evaluated = sweeps.run("evaluate", model, DATA[0], DATA[1]);

    Map<String, String> row = rows.get(rows.size() - 1);
    assertThat(evaluated.messages()).isEmpty();
    assertThat(evaluated.exitCode()).isZero();
    List<String> lines = evaluated.output().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("CIFAR-10 in images, 100 test images");
    assertThat(lines.get(1)).startsWith("test accuracy " + row.get("test_accuracy") + " ± 0.0");
    assertThat(lines.get(2)).isEqualTo("test loss     " + row.get("test_loss"));
    assertThat(lines.get(3)).isEqualTo("test cost     " + row.get("test_cost"));
  }

  @Test
  void listShowsEverySweepOldestFirst() {
    Ended ended = sweeps.run("list");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages()).isEmpty();
    assertThat(ended.output().lines().map(line -> line.replaceAll("\\s+", " ")))
        .hasSize(5)
        .startsWith("sweep name kind trials complete failed parent")
        .endsWith(
            Sweeps.id(coarse) + " coarse search 4 4 0",
            Sweeps.id(fine) + " fine refine 3 3 0 " + Sweeps.id(coarse),
            Sweeps.id(last) + " final final 1 1 0 " + Sweeps.id(fine));
  }

  @Test
  void showRepeatsTheTableOfTheSweep() {
    Ended ended = sweeps.run("show", "fine");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages()).isEmpty();
    String table = fine.output().substring(0, fine.output().indexOf("\nsweep "));
    assertThat(ended.output())
        .isEqualTo(
            "%s, refine from %s, 3 of 3 trials have ended%nCIFAR-10 in images%n%n%s"
                .formatted(Sweeps.id(fine), Sweeps.id(coarse), table));
  }

  @Test
  void planShowsThePointsAndWritesNothing() {
    Ended ended =
        sweeps
            .script()
            .run(
                "--master",
                "local[2]",
                "plan",
                "fine.conf",
                DATA[0],
                DATA[1],
                "--results",
                "planned");

    assertThat(ended)
        .isEqualTo(
            new Ended(
                0,
                """
                sampler: grid, since every dimension lists its values
                fine: 3 points, 3 trials in 2 groups, 1 wave on 2 slots
                wave  group  trial  point
                   1      0      0  lambda = 0.006
                   1      0      1  lambda = 0.0065
                   1      1      2  lambda = 0.007
                """,
                ""));
    assertThat(directory.resolve("planned")).doesNotExist();
  }

  @Test
  void everyQueryOfTheNotebooksRuns() throws Exception {
    try (Stream<Path> queries = Files.list(Script.projectFile("notebooks/queries"))) {
      for (Path query : queries.toList()) {
        Ended ended = sweeps.run("sql", "-f", query.toString(), "--format", "csv");
        assertThat(ended.messages()).as(query.toString()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output().lines().count()).as(query.toString()).isGreaterThan(1);
      }
    }
  }

  private static List<String> column(String sweep, String column) {
    return rows.stream()
        .filter(row -> row.get("name").equals(sweep))
        .map(row -> row.get(column))
        .toList();
  }
}
