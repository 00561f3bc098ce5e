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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of sweeps of every kind. What a browser makes of them, .ci/report sees. */
class ReportIT {
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void runSweeps() {
    sweeps =
        InProcess.in(directory)
            .write("coarse.conf", "sweep.space.lambda = [0.001, 0.01, 5]")
            .write("fine.conf", "sweep.space.lambda = [0.005, 0.01]")
            .write("final.conf", "network.hidden = []")
            .write("failed.conf", "sweep.space.learning-rate = [1e3]")
            .write(
                "script.conf",
                "sweep { name = \"" + SCRIPT + "\", repeats = 2, space.hidden = [[4], [5]] }");
    for (String[] arguments :
        new String[][] {
          {"run", sweeps.at("coarse.conf")},
          {"refine", sweeps.at("fine.conf"), "--from", "coarse"},
          {"final", sweeps.at("final.conf"), "--from", "fine"},
          {"run", sweeps.at("script.conf")},
        }) {
      assertThat(sweeps.run(arguments).exitCode()).isZero();
    }
    assertThat(sweeps.run("run", sweeps.at("failed.conf")).exitCode()).isEqualTo(1);
  }

  @Test
  void aFinalSweepShowsItsWholeLine() throws IOException {
    JsonNode page = data(page("final"));

    assertThat(page.at("/sweeps").findValuesAsText("kind")).startsWith("search", "refine", "final");
    assertThat(page.at("/answer").asText())
        .matches(
            "Test accuracy 0\\.\\d{4} ± 0\\.\\d{4} \\(standard error\\) at lambda = 0\\.\\d+\\.");
    JsonNode coarse = page.at("/sweeps/0");
    assertThat(coarse.at("/points")).hasSize(3);
    assertThat(coarse.at("/points/2/rank").asInt()).isEqualTo(3);
    assertThat(coarse.at("/points/2/tied").asBoolean()).isFalse();
    assertThat(coarse.at("/points/0/curves/0/update")).isNotEmpty();
    assertThat(coarse.at("/groups/0/seconds").asDouble()).isPositive();
    JsonNode tested = page.at("/sweeps/2/tested/0");
    assertThat(tested.at("/confusion")).hasSize(10);
    assertThat(tested.at("/weights")).hasSize(10);
    assertThat(tested.at("/classes/3").asText()).isEqualTo("cat");
  }

  @Test
  void aNameThatIsAScriptIsText() throws IOException {
    String page = page(SCRIPT);

    assertThat(page).doesNotContain(SCRIPT).contains("&#60;script&#62;alert(1)&#60;/script&#62;");
    assertThat(data(page).at("/title").asText()).isEqualTo(SCRIPT);
    assertThat(data(page).at("/answer").asText())
        .matches("Best of 2 points: validation accuracy .*95 % interval .* 2 repeats\\).*");
    // three scripts of its own, and one that is data
    assertThat(page.split("<script", -1)).hasSize(1 + 3);
  }

  @Test
  void aSweepInWhichAllFailedSaysSo() throws IOException {
    assertThat(data(page("failed")).at("/answer").asText())
        .isEqualTo("No trial has completed: failed: 1 DIVERGED.");
  }

  @Test
  void aSweepThatRunsSaysHowFarItIs() throws IOException {
    Ended ended =
        sweeps.run("run", sweeps.at("coarse.conf"), "sweep.name=running", "execution.fuse=1");
    List<String> rows =
        sweeps.files("results/trials/sweep=" + ended.id()).stream()
            .filter(f -> f.endsWith("jsonl"))
            .toList();
    for (String file : rows) {
      Files.delete(Path.of(file));
    }

    JsonNode none = data(page("running"));
    assertThat(none.at("/answer").asText()).isEqualTo("No trial has ended yet.");
    assertThat(none.at("/swept").asText())
        .endsWith("It is not finished: 0 of 3 trials have ended.");
  }

  @Test
  void severalSweepsAreOnePage() throws IOException {
    JsonNode page = data(page("coarse", "failed"));

    assertThat(page.at("/sweeps")).hasSize(2);
    assertThat(page.at("/title").asText()).isEqualTo("coarse and failed");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOf() {
    assertThat(
            sweeps
                .run(
                    "report",
                    "coarse",
                    "--results",
                    sweeps.at("results"),
                    "--out",
                    sweeps.at("no/x"))
                .messages())
        .startsWith("Cannot write " + sweeps.at("no/x") + ": ");
  }

  private static String page(String... names) throws IOException {
    Path file = directory.resolve("page.html");
    List<String> arguments = new java.util.ArrayList<>(List.of("report"));
    arguments.addAll(List.of(names));
    arguments.addAll(List.of("--results", sweeps.at("results"), "--out", file.toString()));
    Ended ended = sweeps.run(arguments.toArray(String[]::new));
    assertThat(ended).isEqualTo(new Ended(0, file + "\n", ""));
    return Files.readString(file);
  }

  private static JsonNode data(String page) throws IOException {
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(page);
    assertThat(data.find()).isTrue();
    return new JsonMapper().readTree(data.group(1));
  }
}
