package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of values to predict, from the search to the page. */
class ValuesIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended searched;
  private static Ended tested;

  @BeforeAll
  static void searchAndTest() {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  int a = i % 17;
                  int b = i * i % 13;
                  return "%d,%d,%s".formatted(a, b, 100 + 7 * a - 3 * b + i * 7919 % 101 / 20.0);
                })
            .collect(Collectors.joining("\n", "a,b,price\n", "\n"));
    sweeps = new InProcess(directory).writeExactly("prices.csv", rows);
    sweeps.writeExactly(
        "prices.conf",
        """
        data { table { path = "%s", label = price }, test.share = 0.2 }
        results.directory = "%s"
        network.hidden = [4]
        training { epochs = 20, batch-size = 10 }
        sweep { name = prices, space.learning-rate = [1e-5, 0.01, 0.03, 1e9] }
        """
            .formatted(sweeps.at("prices.csv"), sweeps.at("results")));
    searched = sweeps.run("run", sweeps.at("prices.conf"));
    tested = sweeps.run("final", sweeps.at("prices.conf"), "--from", "prices", "sweep.name=tested");
  }

  @Test
  void theLowestErrorIsTheBest() {
    assertThat(searched.exitCode()).as(searched.messages()).isEqualTo(1); // one rate diverges
    List<String> lines = searched.output().lines().toList();
    assertThat(lines.get(0))
        .isEqualToNormalizingWhitespace(
            "rank trial learning_rate valid_rmse valid_r2 valid_mae train_rmse p tied seconds"
                + " state");
    assertThat(lines.get(2)).matches(" +1 +2 +0\\.03 .* +\\* +\\S+ +COMPLETE");
    assertThat(lines.get(4)).matches(" +3 +0 +1e-5 .* COMPLETE").doesNotContain("*");
    assertThat(lines.get(5)).endsWith("FAILED DIVERGED");
    assertThat(searched.output())
        .contains(
            "level 0.05 (paired t-test of squared errors, validation row by row; 2 comparisons, p"
                + " corrected by Holm)")
        .contains("nor for differences between seeds");
    assertThat(searched.messages())
        .containsPattern("learning-rate = 0\\.03: valid rmse \\d+\\.\\d+ ");
    assertThat(
            sweeps.csv(
                "SELECT name FROM sweeps WHERE configuration LIKE '%\"goal\":\"minimize\",\"metric\":\"valid-rmse\"%' ORDER BY 1"))
        .containsExactly("name", "prices", "tested");
  }

  @Test
  void theTableShowsWhatIsRankedByFirst() {
    Ended ended =
        sweeps.run(
            "run",
            sweeps.at("prices.conf"),
            "sweep.name=other",
            "sweep.space.learning-rate=[0.01,0.03]",
            "objective.metric=valid-mae");
    assertThat(ended.output())
        .startsWith("rank  trial  learning_rate  valid_mae  valid_rmse  valid_r2  train_rmse")
        .contains("paired t-test of absolute errors, validation row by row; 1 comparison)");
    Ended refused = sweeps.run("run", sweeps.at("prices.conf"), "objective.metric=valid-accuracy");
    assertThat(refused)
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot rank trials by valid_accuracy: trainer network does not measure it (set"
                    + " objective.metric to auto or one of valid-rmse, valid-mae, valid-r2,"
                    + " valid-loss, valid-cost)\n"));
  }

  @Test
  void theViewOfPredictionsGivesTheErrorsOfTheFinalTrial() {
    assertThat(tested.exitCode()).isZero();
    assertThat(tested.output().lines().findFirst().orElseThrow())
        .isEqualToNormalizingWhitespace(
            "rank trial learning_rate test_rmse test_r2 test_mae valid_rmse valid_r2 valid_mae"
                + " train_rmse seconds state");
    List<String> recomputed =
        sweeps.csv(
            "SELECT round(sqrt(avg(residual * residual)), 8) AS rmse, round(avg(abs(residual)),"
                + " 8) AS mae, round(1 - sum(residual * residual) / (count(*) *"
                + " var_pop(actual)), 8) AS r2 FROM predictions WHERE name = 'tested'");
    assertThat(
            sweeps.csv(
                "SELECT round(test_rmse, 8) AS rmse, round(test_mae, 8) AS mae, round(test_r2, 8)"
                    + " AS r2 FROM trials WHERE name = 'tested'"))
        .hasSize(2)
        .isEqualTo(recomputed);
    assertThat(sweeps.csv("SELECT count(*) AS n FROM confusion")).containsExactly("n", "0");
  }

  @Test
  void curvesHaveErrorsAndNoAccuracies() {
    assertThat(
            sweeps.csv(
                "SELECT c.epoch, c.valid_accuracy, c.valid_rmse = t.valid_rmse AS same FROM curves"
                    + " c JOIN trials t USING (sweep, trial) WHERE t.name = 'tested' ORDER BY 1"
                    + " DESC LIMIT 1"))
        .containsExactly("epoch,valid_accuracy,same", "20.0,,true");
  }

  @Test
  void thePageSpeaksOfErrors() throws IOException {
    JsonNode page = page("prices");
    assertThat(page.at("/answer").asText())
        .matches(
            "Best of 3 points: lowest validation RMSE \\d+\\.\\d+ at learning_rate = 0\\.03; .*");
    assertThat(page.at("/objective").toString())
        .isEqualTo(
            "{\"column\":\"valid_rmse\",\"phrase\":\"validation RMSE\",\"test\":\"test_rmse\",\"isLowBest\":true}");
    JsonNode figures = page.at("/sweeps/0/points/0/figures");
    assertThat(figures.has("valid_rmse")).isTrue();
    assertThat(figures.has("valid_accuracy")).isFalse();
    assertThat(page.at("/sweeps/0/points/0/curves/0").has("valid_accuracy")).isFalse();

    JsonNode last = page("tested");
    assertThat(last.at("/answer").asText())
        .matches("Test RMSE \\d+\\.\\d+ at learning_rate = 0\\.03\\.");
    JsonNode test = last.at("/sweeps/1/tested/0");
    assertThat(test.at("/task").asText()).isEqualTo("regression");
    assertThat(test.at("/actual")).hasSameSizeAs(test.at("/predicted")).hasSizeGreaterThan(20);
    assertThat(test.at("/rows").asInt()).isEqualTo(test.at("/actual").size());
    assertThat(test.has("confusion")).isFalse();
  }

  private static JsonNode page(String name) throws IOException {
    String file = sweeps.at(name + ".html");
    assertThat(sweeps.run("report", name, "--results", sweeps.at("results"), "--out", file))
        .isEqualTo(new Ended(0, file + "\n", ""));
    Matcher data =
        Pattern.compile("id=\"data\">(.*?)</script>").matcher(Files.readString(Path.of(file)));
    assertThat(data.find()).isTrue();
    return new JsonMapper().readTree(data.group(1));
  }
}
