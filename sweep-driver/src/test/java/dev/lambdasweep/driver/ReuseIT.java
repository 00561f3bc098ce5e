package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep takes over the results of trials that earlier sweeps have trained. */
class ReuseIT {
  private static final String FIGURES =
      "SELECT lambda, repeat, valid_accuracy, valid_loss, application, started_at FROM trials WHERE"
          + " sweep = '%s' ORDER BY lambda, repeat";

  private static final String LAMBDAS =
      "SELECT trial, lambda, valid_accuracy FROM trials WHERE sweep = '%s' ORDER BY trial";

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static String coarse;

  @BeforeAll
  static void search() {
    sweeps =
        InProcess.in(directory)
            .write("coarse.conf", "sweep { repeats = 2, space.lambda = [0.1, 0.01, 0.001] }");
    coarse = sweeps.run("run", sweeps.at("coarse.conf")).id();
  }

  @Test
  void takesOverTheRowsOfTrialsThatAreTheSame() {
    Ended same = again("sweep.space.lambda=[0.1,0.01,0.001]");

    assertThat(same.exitCode()).isZero();
    assertThat(same.messages())
        .contains(same.id() + ": results of 6 trials are those of earlier sweeps\n");
    // time and application are those of the training
    assertThat(rows(same)).hasSize(1 + 6).isEqualTo(sweeps.csv(FIGURES.formatted(coarse)));
    assertThat(sweeps.csv("SELECT count(*) FROM curves WHERE sweep = '" + same.id() + "'"))
        .isEqualTo(sweeps.csv("SELECT count(*) FROM curves WHERE sweep = '" + coarse + "'"));
    assertThat(same.output()).contains("p corrected by Holm");
  }

  @Test
  void trainsTheOthersWithTheSameNumbersAsAlone() {
    Ended more = again("sweep.space.lambda=[0.1,0.03]");
    Ended alone = sweeps.run("run", sweeps.at("coarse.conf"), "sweep.space.lambda=[0.1,0.03]");

    assertThat(more.messages()).contains(": results of 2 trials are those of earlier sweeps\n");
    String numbers =
        "SELECT lambda, repeat, valid_accuracy, valid_loss FROM trials WHERE sweep = '%s' ORDER BY lambda, repeat";
    assertThat(sweeps.csv(numbers.formatted(more.id())))
        .isEqualTo(sweeps.csv(numbers.formatted(alone.id())));
  }

  @Test
  void trainsWhatDiffersInSettingsSeedOrData() {
    for (String different :
        List.of("epochs=3", "sweep.seed=2", "data.validation.rows=20", "momentum=0.5")) {
      Ended ended = again("sweep.space.lambda=[0.1]", different);

      assertThat(ended.exitCode()).isZero();
      assertThat(ended.messages()).doesNotContain("earlier sweeps");
    }
  }

  @Test
  void namesASweepThatIsMissing() {
    Ended ended =
        sweeps.run("run", sweeps.at("coarse.conf"), "sweep.reuse=[corse]", "sweep.name=again");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.messages()).startsWith("Cannot find sweep corse in ").doesNotContain("\tat ");
  }

  @Test
  void aLearningSamplerStartsFromEarlierPointsAndIsResumedFromTheSame() throws IOException {
    String space =
        "sweep { trials = 12, batch = 12, space.lambda = { type = log-uniform, low = 1e-4, high = 1 } }\n";
    sweeps
        .write("sobol.conf", space + "sweep.sampler = sobol")
        .write("gp.conf", space + "sweep { sampler = gp, batch = 3, trials = 6, reuse = [sobol] }")
        .write("narrow.conf", "sweep { sampler = gp, batch = 2, trials = 2 }");
    sweeps.run("run", sweeps.at("sobol.conf"));

    Ended learned = sweeps.run("run", sweeps.at("gp.conf"));

    assertThat(learned.exitCode()).isZero();
    String plan =
        Files.readString(directory.resolve("results/sweeps/" + learned.id() + "/plan-0.json"));
    assertThat(plan).containsPattern("(?s)(\"failed\" : false.*){12}");
    // the model knows from the beginning what to expect
    assertThat(learned.messages()).containsPattern("\\n3 more trials: \\+\\d");
    List<String> points = sweeps.csv(LAMBDAS.formatted(learned.id()));
    assertThat(points).hasSize(1 + 6);

    // the earlier sweep grows, which changes nothing of this one
    sweeps.run("extend", "sobol", "--trials", "2", "--results", sweeps.at("results"));
    String folder = "results/sweeps/" + learned.id();
    Files.delete(directory.resolve(folder + "/plan-1.json"));
    for (String file : sweeps.files("results/trials/sweep=" + learned.id())) {
      Files.delete(Path.of(file));
    }
    assertThat(sweeps.run("resume", learned.id(), "--results", sweeps.at("results")).exitCode())
        .isZero();
    assertThat(sweeps.csv(LAMBDAS.formatted(learned.id()))).isEqualTo(points);

    Ended refined =
        sweeps.run("refine", sweeps.at("narrow.conf"), "--by-rule", "--from", learned.id());

    assertThat(refined.exitCode()).isZero();
    assertThat(
            Files.readString(directory.resolve("results/sweeps/" + refined.id() + "/plan-0.json")))
        .contains("\"earlier\"");
    assertThat(sweeps.csv(LAMBDAS.formatted(refined.id()))).hasSize(1 + 2);
  }

  private static Ended again(String... settings) {
    String[] all = new String[settings.length + 4];
    all[0] = "run";
    all[1] = sweeps.at("coarse.conf");
    all[2] = "sweep.reuse=[" + coarse + "]";
    all[3] = "sweep.name=again";
    System.arraycopy(settings, 0, all, 4, settings.length);
    return sweeps.run(all);
  }

  private static List<String> rows(Ended ended) {
    return sweeps.csv(FIGURES.formatted(ended.id()));
  }
}
