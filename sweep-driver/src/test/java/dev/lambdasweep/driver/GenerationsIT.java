package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that learns proposes generation after generation, each from all rows before it. */
class GenerationsIT {
  private static final int BATCH = 6;
  private static final String SPACE =
      """
      sweep { batch = 6, repeats = 2, space {
        lambda = { type = log-uniform, low = 1e-4, high = 1e-1 }
        hidden = [[4], [8]], learning-rate = { type = log-uniform, low = 1e-3, high = 1 } } }
      training.learning-rate.schedule = constant
      """;
  private static final String ROWS =
      "SELECT trial, repeat, seed, lambda, hidden, learning_rate, state, valid_accuracy, valid_loss"
          + " FROM trials WHERE sweep = '%s' ORDER BY trial, repeat";
  private static final Pattern TRIAL = Pattern.compile("\"trial\":(\\d+)");

  @TempDir private static Path directory;
  private static final Map<String, String> IDS = new HashMap<>();
  private static InProcess sweeps;

  @BeforeAll
  static void search() {
    sweeps = InProcess.in(directory);
    for (String sampler : List.of("gp", "tpe")) {
      sweeps.write(sampler + ".conf", SPACE + "sweep { trials = 18, sampler = " + sampler + " }");
      Ended ended = sweeps.run("run", sweeps.at(sampler + ".conf"));
      assertThat(ended.messages()).contains(": 36 of 36 trials to train, 12 of them first, in ");
      IDS.put(sampler, ended.id());
      assertThat(rows(ended.id(), "results")).hasSize(1 + 18 * 2).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gp", "tpe"})
  void givesTheSameRowsWhenExtended(String sampler) {
    String begun = sweeps.run("run", sweeps.at(sampler + ".conf"), "sweep.trials=12").id();

    Ended extended =
        sweeps.run("extend", begun, "--trials", "6", "--results", sweeps.at("results"));

    assertThat(extended.exitCode()).isZero();
    assertThat(extended.messages()).contains(": 12 of 36 trials to train, ");
    assertThat(rows(begun, "results")).isEqualTo(rows(IDS.get(sampler), "results"));
  }

  @ParameterizedTest
  @CsvSource({"gp, 1, false", "gp, 2, true", "tpe, 2, false", "tpe, 1, true"})
  void givesTheSameRowsWhenKilledBetweenOrInsideGenerations(
      String sampler, int generations, boolean inside) throws IOException {
    String results = "killed-%s-%d-%b".formatted(sampler, generations, inside);
    FileUtils.copyDirectory(
        directory.resolve("results").toFile(), directory.resolve(results).toFile());
    String id = IDS.get(sampler);
    forget(id, results, generations, inside);
    int left = 36 - (rows(id, results).size() - 1);

    assertThat(sweeps.run("list", "--results", sweeps.at(results)).output())
        .containsPattern(id + " +" + sampler + " +search +36 +" + (36 - left) + " ");
    Ended resumed = sweeps.run("resume", id, "--results", sweeps.at(results));

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.messages()).contains(": " + left + " of 36 trials to train, ");
    assertThat(rows(id, results)).isEqualTo(rows(id, "results"));
    assertThat(sweeps.run("resume", id, "--results", sweeps.at(results)).messages())
        .endsWith(": all trials have a row, nothing to train\n");
  }

  @Test
  void planShowsTheFirstGenerationAndWhyThisSamplerWasChosen() {
    Ended planned =
        sweeps.run("plan", sweeps.at("gp.conf"), "sweep.sampler=auto", "sweep.trials=30");

    assertThat(planned.output())
        .startsWith(
            """
            sampler: gp, since there are more than 20 trials to learn from
            30 points in generations of 6, each chosen from the results of those before; the first one:
            gp: 6 points, 12 trials in\
            """);
  }

  @Test
  void watchShowsAllGenerations() {
    Ended watched = sweeps.run("watch", IDS.get("gp"), "--results", sweeps.at("results"));

    assertThat(watched.exitCode()).isZero();
    assertThat(watched.messages()).contains(": 36 of 36 trials have ended");
  }

  @Test
  void endsWhenLittleIsToBeGained() {
    String[] run = {
      "run", sweeps.at("gp.conf"), "sweep.stop-below-gain=1", "sweep.trials=30", "sweep.name=enough"
    };
    Ended ended = sweeps.run(run);

    // the model knows nothing after the first generation, of six points; then all accuracies are at
    // most 1
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages())
        .containsPattern("\n6 more trials: \\+\\d+\\.\\d\\d ± \\d+\\.\\d\\d points\n")
        .contains(
            ended.id() + ": no more trials, since less than sweep.stop-below-gain = 1 is expected");
    assertThat(rows(ended.id(), "results")).hasSize(1 + 2 * BATCH * 2);
    assertThat(sweeps.run("resume", ended.id(), "--results", sweeps.at("results")).messages())
        .contains(": no more trials, since less than ");
    assertThat(
            sweeps
                .run("extend", ended.id(), "--trials", "2", "--results", sweeps.at("results"))
                .exitCode())
        .isZero();
    assertThat(rows(ended.id(), "results")).hasSize(1 + 32 * 2);
  }

  @Test
  void aSpaceWithoutMorePointsEndsTheSearch() {
    sweeps.write(
        "few.conf",
        "sweep { sampler = gp, batch = 4, trials = 40, space { lambda = [0.1, 0.01, 0.001],"
            + " hidden = [[4], [8]] } }");

    Ended ended = sweeps.run("run", sweeps.at("few.conf"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages()).contains(": the space has no more points than these 6\n");
    assertThat(rows(ended.id(), "results")).hasSize(1 + 6);
  }

  private static List<String> rows(String id, String results) {
    Ended ended =
        sweeps.run("sql", "--results", sweeps.at(results), "--format", "csv", ROWS.formatted(id));
    return ended.output().lines().toList();
  }

  /** Leaves what a driver would that was killed in a generation, or at its end. */
  private static void forget(String id, String results, int generations, boolean inside)
      throws IOException {
    for (int part = generations; part < 3; part++) {
      Files.delete(directory.resolve(results + "/sweeps/" + id + "/plan-" + part + ".json"));
    }
    int first = BATCH * (generations - 1);
    boolean isKept = inside;
    for (String file : sweeps.files(results + "/trials/sweep=" + id)) {
      List<Integer> trials =
          TRIAL
              .matcher(Files.readString(Path.of(file)))
              .results()
              .map(trial -> Integer.parseInt(trial.group(1)))
              .toList();
      boolean isLater = trials.stream().anyMatch(trial -> trial >= first + BATCH);
      boolean isOfLast = trials.stream().anyMatch(trial -> trial >= first);
      if (isLater || (isOfLast && isKept)) {
        isKept &= isLater;
        Files.delete(Path.of(file));
      }
    }
  }
}
