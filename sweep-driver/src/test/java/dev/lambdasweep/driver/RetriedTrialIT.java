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

/**
 * A trial that failed and is trained again: its new result counts, even if the clock of the machine
 * on which it failed was years ahead.
 */
class RetriedTrialIT {
  private static final String ROWS =
      "SELECT trial, state, valid_accuracy, valid_loss FROM trials WHERE name = '%s' ORDER BY trial";

  @TempDir private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void makeImages() {
    sweeps = InProcess.in(directory);
  }

  @Test
  void staysCompleteOnceARetrySucceeded() throws IOException {
    sweeps.write("good.conf", "sweep.space.lambda = [0.01, 0.02]");
    Ended undisturbed = sweeps.run("run", sweeps.at("good.conf"));
    List<String> expected = sweeps.csv(ROWS.formatted("good"));
    storeAsFailedInFuture(undisturbed.id());
    assertThat(sweeps.csv(ROWS.formatted("good")))
        .containsExactly(expected.get(0), "0,FAILED,,", "1,FAILED,,");

    Ended retried = retry("good");

    assertThat(retried.exitCode()).isZero();
    assertThat(retried.messages()).startsWith(undisturbed.id() + ": 2 of 2 trials to train, ");
    assertThat(sweeps.csv(ROWS.formatted("good"))).isEqualTo(expected);
    Ended again = retry("good");
    assertThat(again.exitCode()).isZero();
    assertThat(again.messages())
        .isEqualTo(undisturbed.id() + ": all trials have a row, nothing to train\n");
  }

  @Test
  void hasTheRowOfItsLastFailure() throws IOException {
    sweeps.write("bad.conf", "sweep.space.learning-rate = [10]");
    Ended undisturbed = sweeps.run("run", sweeps.at("bad.conf"));
    storeAsFailedInFuture(undisturbed.id());
    String times =
        "SELECT count(*) AS n, min(fail_reason) AS reason FROM trials"
            + " WHERE name = 'bad' AND started_at < '2099-01-01'";
    assertThat(sweeps.csv(times)).containsExactly("n,reason", "0,");

    assertThat(retry("bad").exitCode()).isEqualTo(1);

    assertThat(sweeps.csv(times)).containsExactly("n,reason", "1,DIVERGED");
  }

  private static Ended retry(String name) {
    return sweeps.run("resume", name, "--results", sweeps.at("results"), "--retry-failed");
  }

  /** Turns every row of a sweep into a failed one, as an older version would have stored it. */
  private static void storeAsFailedInFuture(String id) throws IOException {
    Path folder = directory.resolve("results/trials/sweep=" + id);
    StringBuilder lines = new StringBuilder();
    for (String file : sweeps.files("results/trials/sweep=" + id)) {
      lines.append(Files.readString(Path.of(file)));
      Files.delete(Path.of(file));
    }
    Files.writeString(
        folder.resolve("3f0d1c52-9a7e-4a5e-8a55-0c6f3a3b1d11.jsonl"),
        lines
            .toString()
            .replaceAll(
                "\"state\":\"COMPLETE\",\"fail_reason\":null",
                "\"state\":\"FAILED\",\"fail_reason\":\"ERROR\"")
            .replaceAll("\"((train|valid)_[a-z_]+)\":[-0-9.E]+", "\"$1\":null")
            .replaceAll("\"started_at\":\"\\d{4}", "\"started_at\":\"2099"));
  }
}
