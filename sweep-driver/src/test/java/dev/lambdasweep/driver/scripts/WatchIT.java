package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is watched from another process, which sees its results alone. */
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
  void tellsOfARowWhenItComesAndEndsWithTheTable() throws Exception {
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
}
