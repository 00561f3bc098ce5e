package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.lease.Lease;
import dev.lambdasweep.driver.scripts.Script.Ended;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.SweepId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is watched from another process, which sees only its results. */
class WatchIT {
  @TempDir private static Path directory;
  private static Sweeps sweeps;
  private static String id;

  @BeforeAll
  static void runASweep() {
    sweeps =
        Sweeps.in(directory)
            .write("lambda.conf", "sweep.space.lambda = [0, 0.001, 0.1]\nexecution.fuse = 1\n");
    Ended ended = sweeps.run("run", "lambda.conf", "--data", "images");
    assertThat(ended.exitCode()).isZero();
    id = Sweeps.id(ended);
  }

  @Test
  void showsARowWhenItArrivesAndEndsWithTheTable() throws Exception {
    Path row;
    try (Stream<Path> rows = Files.list(directory.resolve("results/trials/sweep=" + id))) {
      row = rows.findFirst().orElseThrow();
    }
    Path aside = directory.resolve("aside");
    Files.move(row, aside);

    Process watch = sweeps.script().start("watch", "lambda", "--every", "0.1");
    BufferedReader messages = watch.errorReader(StandardCharsets.UTF_8);
    String first = messages.readLine();
    assertThat(first).matches(id + ": [012] of 3 trials have ended");
    Files.move(aside, row);

    int known = first.charAt(id.length() + 2) - '0';
    assertThat(messages.lines())
        .hasSize(3 - known)
        .allMatch(
            line ->
                line.matches("[123]/3 trial [012]: lambda = \\S+: valid accuracy 0\\.\\d{4} .*"));
    Ended ended = Script.end(watch);
    assertThat(ended.exitCode()).isZero();
    assertThat(sweeps.run("show", "lambda").output()).endsWith("\n\n" + ended.output());
  }

  @Test
  void continuesWhileADriverTrainsFailedTrialsAgain() throws Exception {
    sweeps.write("diverging.conf", "sweep.space.learning-rate = [10, 0.01]\nexecution.fuse = 1\n");
    Ended failed = sweeps.run("run", "diverging.conf", "--data", "images");
    assertThat(failed.exitCode()).isEqualTo(1);
    String sweep = Sweeps.id(failed);
    // the driver at work is this test
    Lease lease =
        Lease.take(
            ResultsStore.reading(directory.resolve("results").toString(), new Configuration())
                .leases(new SweepId(sweep)),
            sweep,
            false,
            message -> {});
    Path row;
    Process watch = sweeps.script().start("watch", "diverging", "--every", "0.1");
    try (lease) {
      BufferedReader messages = watch.errorReader(StandardCharsets.UTF_8);
      assertThat(messages.readLine()).isEqualTo(sweep + ": 2 of 2 trials have ended");
      try (Stream<Path> rows = Files.list(directory.resolve("results/trials/sweep=" + sweep))) {
        row = rows.filter(file -> contains(file, "\"state\":\"FAILED\"")).findFirst().orElseThrow();
      }
      Files.writeString(
          row.resolveSibling("000099-3f0d1c52-9a7e-4a5e-8a55-0c6f3a3b1d11.jsonl"),
          Files.readString(row).replace("\"train_seconds\":", "\"train_seconds\":1"));
      assertThat(messages.readLine()).matches("2/2 trial 0: learning-rate = 10: DIVERGED, .*");
      assertThat(watch.isAlive()).isTrue();
    }
    Ended ended = Script.end(watch);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("FAILED DIVERGED");
  }

  @Test
  @Timeout(60)
  void showsWhichTrialsRunWhileADriverIsAtWork() throws Exception {
    sweeps.write("running.conf", "sweep.space.learning-rate = [10, 0.01]\nexecution.fuse = 1\n");
    String sweep = Sweeps.id(sweeps.run("run", "running.conf", "--data", "images"));
    ResultsStore store =
        ResultsStore.reading(directory.resolve("results").toString(), new Configuration());
    Path live = directory.resolve("results/live/" + sweep + ".json");
    assertThat(live).doesNotExist();
    // as the driver of a retry writes it
    Files.writeString(
        live,
        """
        {"written_at": "2026-11-28T12:00:00Z", "local": false, "driver_ends": [], "running": [
          {"trial": 0, "repeat": 0, "fold": 0, "since": "2026-11-28T12:00:00Z", "host": "a",
            "executor": "1", "attempt": 0, "application": "b", "step": 12,
            "metrics": {"valid_accuracy": 0.25}},
          {"trial": 1, "repeat": 0, "fold": 0, "since": "2026-11-28T12:00:00Z", "host": "a",
            "executor": "1", "attempt": 0, "application": "b", "step": 14,
            "metrics": {"valid_accuracy": 0.5}}]}
        """);
    Script script =
        sweeps.script().with("LAMBDA_SWEEP_TERMINAL", "1").with("LAMBDA_SWEEP_COLUMNS", "100");
    // trial 1 is complete, so only the failed one can be running
    String shown =
        "2/2, 1 failed, \\d:\\d\\d, best 0\\.\\d+ at learning_rate = 0.01, 1 running: trial 0";
    Lease lease = Lease.take(store.leases(new SweepId(sweep)), sweep, false, message -> {});
    Process watch = script.start("watch", "running", "--every", "0.1");
    try (lease) {
      StringBuilder messages = new StringBuilder();
      while (!Pattern.compile(shown).matcher(messages).find()) {
        assertThat(Thread.currentThread().isInterrupted()).as("%s", messages).isFalse();
        int next = watch.errorReader(StandardCharsets.UTF_8).read();
        assertThat(next).as("%s", messages).isNotNegative();
        messages.append((char) next);
      }
      List<String> drawn = List.of(messages.toString().split("\r", -1));
      assertThat(drawn.get(0))
          .endsWith(
              ": 2 of 2 trials have ended, 1 running: trial 0 at update 12, valid accuracy"
                  + " 0.2500\n");
      assertThat(drawn.subList(1, drawn.size())).allMatch(line -> line.length() < 100 + 3);
    }
    assertThat(Script.end(watch).exitCode()).isEqualTo(1);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
