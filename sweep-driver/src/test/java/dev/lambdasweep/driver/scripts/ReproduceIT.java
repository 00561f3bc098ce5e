package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of scripts/reproduce for existing sweeps. */
class ReproduceIT {
  @TempDir private Path directory;

  @Test
  void namesTheLossThatAPointWasTrainedWith() throws IOException {
    Sweeps sweeps =
        Sweeps.in(directory)
            .write(
                "mbce.conf",
                "sweep.points = [{ loss = softmax-cross-entropy },"
                    + " { loss = multiple-binary-cross-entropy }]");
    assertThat(sweeps.run("final", "mbce.conf", "--data", "images").exitCode()).isZero();

    ProcessBuilder reproduce =
        new ProcessBuilder(
            Script.projectFile("scripts/reproduce").toString(),
            "mbce",
            "--measured",
            "--results",
            "results");
    Ended ended = Script.end(reproduce.directory(directory.toFile()).start());

    assertThat(ended.messages()).isEmpty();
    assertThat(ended.output())
        .containsPattern("loss = softmax-cross-entropy +- +0\\.\\d{4}, loss \\d\\.\\d{2}, cost")
        .containsPattern(
            "loss = multiple-binary-cross-entropy +- +0\\.\\d{4}, loss \\d\\.\\d{2}, cost");
  }
}
