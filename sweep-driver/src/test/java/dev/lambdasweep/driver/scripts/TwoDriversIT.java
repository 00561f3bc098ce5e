package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One driver at a time works on a sweep. */
class TwoDriversIT {
  private static final String HELD =
      "Cannot continue %s: another driver is at work on it, process %d on \\S+ since \\S+Z"
          + " \\(wait until it ends, stop it, or take over with resume --force\\)\n";

  @TempDir private Path directory;
  private Sweeps sweeps;
  private Process first;
  private BufferedReader messages;
  private String id;

  @BeforeEach
  void startASweepAndAwaitItsFirstRow() throws IOException {
    sweeps =
        Sweeps.in(directory)
            .write(
                "sweep.conf",
                """
                sweep { trials = 6, space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }
                training.updates = 3000
                network.hidden = [50]
                execution.fuse = 1
                """);
    first = sweeps.script().start("--master", "local[1]", "run", "sweep.conf", "--data", "images");
    messages = first.errorReader(StandardCharsets.UTF_8);
    String line = messages.readLine();
    id = line.substring(0, line.indexOf(':'));
    while (!line.startsWith("1/6 ")) {
      line = messages.readLine();
    }
  }

  private Ended runSecond(String... arguments) {
    return sweeps.run(
        Stream.concat(Stream.of("--master", "local[1]"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private List<String> filesOfTheSweep() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("results/sweeps/" + id))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void resumeAndExtendAreRefusedBesideARunningDriver() throws Exception {
    Ended resume = runSecond("resume", id);
    Ended extend = runSecond("extend", id, "--trials", "2");

    assertThat(resume.exitCode()).isEqualTo(2);
    assertThat(resume.messages()).matches(HELD.formatted(id, first.pid()));
    assertThat(extend.exitCode()).isEqualTo(2);
    assertThat(extend.messages()).matches(HELD.formatted(id, first.pid()));
    assertThat(messages.lines().collect(Collectors.joining("\n"))).contains("6/6 trial 5: ");
    assertThat(first.waitFor()).isZero();
    assertThat(filesOfTheSweep()).containsExactly("plan-0.json");
    assertThat(sweeps.csv("results", "SELECT count(*) FROM trials")).isEqualTo("count(1)\n6\n");
  }

  @Test
  void forceTakesTheSweepFromARunningDriver() throws Exception {
    Ended forced = runSecond("resume", id, "--force");

    assertThat(forced.exitCode()).isZero();
    assertThat(messages.lines().collect(Collectors.joining("\n")))
        .containsPattern(
            "(?m)^Cannot continue %s: another driver has taken it over, process \\d+ on \\S+ since \\S+Z \\(this driver stores no more rows; scripts/sweep resume trains the remaining trials\\)$"
                .formatted(id))
        .doesNotContain("To train the others");
    assertThat(first.waitFor()).isEqualTo(2);
    assertThat(filesOfTheSweep()).containsExactly("plan-0.json");
  }

  @Test
  void aKilledDriverIsFollowedAtOnceAndOneOfAnotherMachineOnceItsLeaseExpires() throws Exception {
    first.destroyForcibly().waitFor();
    assertThat(filesOfTheSweep()).containsExactly("lease-0.json", "plan-0.json");
    Process second = sweeps.script().start("--master", "local[1]", "resume", id);
    assertThat(second.errorReader(StandardCharsets.UTF_8).readLine())
        .matches(id + ": \\d of 6 trials to train, 1 at a time");
    second.destroyForcibly().waitFor();

    Path lease = directory.resolve("results/sweeps/" + id + "/lease-1.json");
    Files.writeString(
        lease, Files.readString(lease).replaceFirst("\"host\" : \"[^\"]*\"", "\"host\" : \"far\""));
    Ended third = runSecond("resume", id);
    assertThat(third.exitCode()).isZero();
    assertThat(third.messages())
        .matches(
            "(?s)%s: another driver may be at work on it, process %d on far since \\S+Z; waiting up to 15 s for it to renew its lease\n%s: \\d of 6 trials to train, .*"
                .formatted(id, second.pid(), id));
    assertThat(filesOfTheSweep()).containsExactly("plan-0.json");
  }
}
