package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** The pages of sweeps of every kind. Their rendering in a browser is tested by .ci/pages. */
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
                "sweep { name = \"" + SCRIPT + "\", repeats = 2, space.hidden = [[4], [5]] }")
            .write(
                "search.conf",
                """
                sweep { sampler = gp, trials = 14, batch = 4, space {
                  lambda = { type = log-uniform, low = 1e-5, high = 1e-1 }
                  learning-rate = { type = uniform, low = 0.001, high = 0.1 }
                  hidden = [[], [4]]
                } }
                training.learning-rate.schedule = constant
                training.cycles = null
                training.updates = 20
                """);
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
  void aSearchShowsItsProgressAndWhatAModelKnows() throws IOException {
    Ended ended = sweeps.run("run", sweeps.at("search.conf"));
    assertThat(ended.exitCode()).isZero();

    JsonNode sweep = data(page("search")).at("/sweeps/0");

    JsonNode progress = sweep.at("/search/progress");
    assertThat(progress).hasSize(14);
    double best = 0;
    for (int i = 0; i < 14; i++) {
      best = Math.max(best, progress.get(i).get("mean").asDouble());
      assertThat(progress.get(i).get("number").asInt()).isEqualTo(i);
      assertThat(progress.get(i).get("spent").asDouble()).isEqualTo(i + 1);
      assertThat(progress.get(i).get("best").asDouble()).isEqualTo(best);
    }
    assertThat(sweep.at("/search/generations"))
        .extracting(JsonNode::asInt)
        .containsExactly(4, 8, 12);
    JsonNode model = sweep.at("/search/model");
    assertThat(model.fieldNames()).toIterable().hasSize(3);
    assertThat(model.at("/hidden/values"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("none", "4");
    assertThat(model.at("/lambda/values")).hasSize(101);
    assertThat(model.at("/lambda/values/50").asDouble()).isCloseTo(1e-3, within(1e-12));
    for (JsonNode along : model) {
      for (int i = 0; i < along.get("values").size(); i++) {
        double mean = along.get("mean").get(i).asDouble();
        assertThat(mean).isBetween(0.0, 1.0);
        assertThat(along.get("low").get(i).asDouble()).isLessThanOrEqualTo(mean);
        assertThat(along.get("high").get(i).asDouble()).isGreaterThanOrEqualTo(mean);
      }
    }
    assertThat(sweep.at("/search/importance"))
        .extracting(importance -> importance.get("column").asText())
        .containsExactlyInAnyOrder("lambda", "learning_rate", "hidden");
  }

  @Test
  void aHalvingSearchShowsItsRungs() throws IOException {
    sweeps.write(
        "halving.conf",
        """
        sweep.space.learning-rate = [0.0001, 0.001, 0.01, 0.05]
        stopping { rule = halving, eta = 2, first = 1 }
        training.learning-rate.schedule = constant
        training.cycles = null
        training.updates = null
        training.epochs = 4
        """);
    assertThat(sweeps.run("run", sweeps.at("halving.conf")).exitCode()).isZero();

    JsonNode sweep = data(page("halving")).at("/sweeps/0");

    int lengths = 0;
    int stopped = 0;
    double spent = 0;
    for (JsonNode point : sweep.at("/search/rungs")) {
      int last = point.get("rungs").size() - 1;
      lengths += last + 1;
      // at each rung from the first one, each twice as long
      for (int i = 0; i <= last; i++) {
        assertThat(point.get("rungs").get(i).asInt()).isEqualTo(i);
        int updates = point.get("updates").get(i).asInt();
        assertThat(updates).isEqualTo(point.get("updates").get(0).asInt() << i);
        int before = i == 0 ? 0 : updates / 2;
        spent += (updates - before) / (4.0 * point.get("updates").get(0).asInt());
      }
      JsonNode its = sweep.at("/points").get(point.get("number").asInt());
      double end = point.get("means").get(last).asDouble();
      if (its.get("n").asInt() == 0) {
        stopped++;
        assertThat(its.get("stopped").asDouble()).isEqualTo(end);
        assertThat(its.get("rung").asInt()).isEqualTo(last);
        assertThat(its.get("failed").asInt()).isZero();
        assertThat(its.at("/states/0").asText()).isEqualTo("STOPPED at rung " + last);
      } else {
        assertThat(its.at("/figures/valid_accuracy/mean").asDouble()).isEqualTo(end);
      }
    }
    // four points at the first rung, two at the second, one at the full length
    assertThat(lengths).isEqualTo(4 + 2 + 1);
    assertThat(stopped).isEqualTo(3);
    assertThat(sweep.at("/search/progress/3/spent").asDouble()).isEqualTo(spent).isEqualTo(2);
  }

  @Test
  void aFinalSweepSearchesNothing() throws IOException {
    JsonNode page = data(page("final"));

    assertThat(page.at("/sweeps/2/search").toString())
        .isEqualTo(
            "{\"progress\":[],\"generations\":[],\"rungs\":[],\"model\":{},\"importance\":[]}");
    // three points are too few for a model, and one dimension has all importance
    assertThat(page.at("/sweeps/0/search/progress")).hasSize(3);
    assertThat(page.at("/sweeps/0/search/model").isEmpty()).isTrue();
    assertThat(page.at("/sweeps/0/search/importance")).isEmpty();
  }

  @Test
  void aNameThatIsAScriptIsText() throws IOException {
    String page = page(SCRIPT);

    assertThat(page).doesNotContain(SCRIPT).contains("&#60;script&#62;alert(1)&#60;/script&#62;");
    assertThat(data(page).at("/title").asText()).isEqualTo(SCRIPT);
    assertThat(data(page).at("/answer").asText())
        .matches("Best of 2 points: validation accuracy .*95 % interval .* 2 repeats\\).*");
    // the data, the chart library and the page's own script
    assertThat(page.split("<script", -1)).hasSize(1 + 3);
  }

  @Test
  void aSweepInWhichAllFailedSaysSo() throws IOException {
    assertThat(data(page("failed")).at("/answer").asText())
        .isEqualTo("No trial has completed: failed: 1 DIVERGED.");
  }

  @Test
  void aRunningSweepShowsItsProgress() throws IOException {
    Ended ended =
        sweeps.run("run", sweeps.at("coarse.conf"), "sweep.name=running", "execution.fuse=1");
    List<Path> rows =
        sweeps.files("results/trials/sweep=" + ended.id()).stream()
            .filter(f -> f.endsWith("jsonl"))
            .map(Path::of)
            .toList();
    for (Path file : rows.subList(1, rows.size())) {
      Files.delete(file);
    }
    Files.writeString(rows.get(0), Files.readAllLines(rows.get(0)).get(0) + "\n");

    JsonNode one = data(page("running"));
    assertThat(one.at("/sweeps/0/points")).hasSize(1);
    assertThat(one.at("/answer").asText()).startsWith("Validation accuracy 0.");
    assertThat(one.at("/swept").asText()).endsWith("It is not finished: 1 of 3 trials have ended.");
    Files.delete(rows.get(0));

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
    assertThat(page.at("/answer").asText()).startsWith("No trial has completed");
    assertThat(data(page("final", "coarse")).at("/answer").asText()).startsWith("Best of 3 points");
  }

  @Test
  void sweepsOfTheSameNameAreShownByTheirIds() throws IOException {
    String first =
        sweeps.run("run", sweeps.at("fine.conf"), "sweep.name=twice", "refine.level=1").id();
    String second =
        sweeps.run("run", sweeps.at("fine.conf"), "sweep.name=twice", "refine.level=1").id();

    JsonNode page = data(page(first, second));

    assertThat(page.at("/sweeps"))
        .extracting(sweep -> sweep.at("/label").asText())
        .containsExactly(first, second);
    assertThat(page.at("/title").asText()).isEqualTo(first + " and " + second);
    // and at level 1 differences are not mentioned
    assertThat(page.at("/answer").asText()).doesNotContain("differ", "told");
    assertThat(page.at("/tests").asText()).isEmpty();
  }

  @Test
  void aFinalSweepShowsEverythingThatItsParentSearched() throws IOException {
    sweeps.write("two.conf", "sweep.space { learning-rate = [0.05, 0.1], hidden = [[4], []] }");
    sweeps.write("last.conf", "");
    assertThat(sweeps.run("run", sweeps.at("two.conf")).exitCode()).isZero();

    Ended last = sweeps.run("final", sweeps.at("last.conf"), "--from", "two");

    JsonNode page = data(page("last"));
    assertThat(page.at("/answer").asText())
        .matches("Test accuracy .* at hidden = \\S+, learning_rate = 0\\.\\d+\\.");
    assertThat(page.at("/sweeps/1/tested/0/text").asText())
        .matches("hidden = .*, learning_rate = .*");
    assertThat(last.output().lines().findFirst().orElseThrow())
        .contains("learning_rate")
        .doesNotContain("lambda");
  }

  @Test
  void pointsThatCouldNotBeComparedDoNotCountAsDifferent() throws IOException {
    // different validation images, so they cannot be paired
    sweeps.write("images.conf", "sweep.space.validation-rows = [50, 100]");
    assertThat(sweeps.run("run", sweeps.at("images.conf")).exitCode()).isZero();

    assertThat(data(page("images")).at("/answer").asText())
        .matches(
            "Best of 2 points: validation accuracy \\S+ ± \\S+ \\(standard error\\) at .* = \\d+\\.");
  }

  @Test
  void aSweepThatIsRankedByLossSaysSo() throws IOException {
    assertThat(
            sweeps
                .run(
                    "run", sweeps.at("fine.conf"), "sweep.name=loss", "objective.metric=valid-loss")
                .exitCode())
        .isZero();

    JsonNode page = data(page("loss"));
    assertThat(page.at("/answer").asText())
        .matches("Best of 2 points: lowest validation loss \\d\\.\\d{4} at lambda = 0\\.\\d+\\.");
    assertThat(page.at("/objective").toString())
        .isEqualTo(
            "{\"column\":\"valid_loss\",\"phrase\":\"validation loss\",\"test\":\"test_loss\",\"isLowBest\":true}");
  }

  @Test
  void aMeanIsThatOfTheRepeatsThatCompleted() throws IOException {
    Ended ended =
        sweeps.run("run", sweeps.at("coarse.conf"), "sweep.name=repeated", "sweep.repeats=2");
    // groups may have been stored together or one by one
    for (String file : sweeps.files("results/trials/sweep=" + ended.id())) {
      String rows = Files.readString(Path.of(file));
      Files.writeString(
          Path.of(file),
          rows.lines()
                  .map(
                      row ->
                          row.contains("\"trial\":0,\"repeat\":1,")
                              ? row.replace("\"COMPLETE\"", "\"FAILED\"")
                                  .replace("\"fail_reason\":null", "\"fail_reason\":\"DIVERGED\"")
                              : row)
                  .collect(java.util.stream.Collectors.joining("\n"))
              + "\n");
    }

    JsonNode point = data(page("repeated")).at("/sweeps/0/points/0");

    assertThat(point.at("/n").asInt()).isEqualTo(1);
    assertThat(point.at("/failed").asInt()).isEqualTo(1);
    assertThat(point.at("/curves")).hasSize(1);
    assertThat(point.at("/figures/valid_accuracy/low").isMissingNode()).isTrue();
  }

  @Test
  void aFileThatCannotBeWrittenIsReported() {
    assertThat(
            sweeps.run(
                "report", "coarse", "--results", sweeps.at("results"), "--out", sweeps.at("no/x")))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot write "
                    + sweeps.at("no/x")
                    + ": there is no such directory (give --out FILE, a file you can write to)\n"));
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
