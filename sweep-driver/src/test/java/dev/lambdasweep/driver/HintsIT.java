package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands suggested at the end of a sweep can be typed as printed, whatever the paths. */
class HintsIT {
  @TempDir private Path directory;

  @Test
  void quotePathsForAShell() throws IOException {
    Path odd = Files.createDirectory(directory.resolve("it's mine"));
    InProcess sweeps = InProcess.in(odd).write("a b.conf", "sweep.space.lambda = [0.01]");
    String data = quoted(sweeps.at("images"));
    String results = quoted(sweeps.at("results"));

    Ended run = sweeps.run("run", sweeps.at("a b.conf"), "--data", sweeps.at("images"));
    assertThat(run.messages())
        .endsWith(
            """

            Next:
              scripts/sweep refine %s --by-rule --from %s --data %s --results %s
              scripts/sweep show %s --results %s
            """
                .formatted(
                    quoted(sweeps.at("a b.conf")), run.id(), data, results, run.id(), results));

    Ended last = sweeps.run("final", sweeps.at("a b.conf"), "--data", sweeps.at("images"));
    assertThat(last.messages())
        .contains(
            "scripts/sweep evaluate %s --data %s\n"
                .formatted(
                    quoted(sweeps.at("results/models/" + last.id() + "/0-0.safetensors")), data));
  }

  private static String quoted(String path) {
    return "'" + path.replace("'", "'\\''") + "'";
  }
}
