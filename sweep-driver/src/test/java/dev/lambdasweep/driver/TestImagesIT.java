package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A final sweep is resumed only on its original test images, which it neither trains nor validates
 * on.
 */
class TestImagesIT {
  @TempDir private Path directory;
  private InProcess sweeps;
  private String id;

  @BeforeEach
  void leaveAFinalSweepWithoutItsRows() throws IOException {
    sweeps = InProcess.in(directory).write("best.conf", "sweep.space.lambda = [0.01]");
    Ended ended = sweeps.run("final", sweeps.at("best.conf"));
    assertThat(ended.exitCode()).isZero();
    id = ended.id();
    for (String row : sweeps.files("results/trials")) {
      Files.delete(Path.of(row));
    }
  }

  private Ended resume(String images) {
    return sweeps.run("resume", id, "--data", sweeps.at(images), "--results", sweeps.at("results"));
  }

  private Path plan() {
    return directory.resolve("results/sweeps/" + id + "/plan-0.json");
  }

  private void writeOtherTestImages() {
    CifarFiles.write(directory.resolve("others"), 7);
    CifarFiles.write(directory.resolve("others"), "test_batch", CifarFiles.images(100, 99));
  }

  @Test
  void resumeRefusesOtherTestImages() {
    writeOtherTestImages();

    assertThat(resume("others"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot continue %s: CIFAR-10 in %s contains different test images from those it was"
                        .formatted(id, sweeps.at("others"))
                    + " started with, CIFAR-10 in %s (give the original ones with --data)\n"
                        .formatted(sweeps.at("images"))));
    assertThat(sweeps.files("results/trials")).isEmpty();
    assertThat(resume("images").exitCode()).isZero();
  }

  @Test
  void aPlanThatDoesNotNameItsTestImagesCanBeResumed() throws IOException {
    writeOtherTestImages();
    String text = Files.readString(plan());
    String old = text.replaceFirst("\\s*\"test_sha256\" : \"[0-9a-f]{64}\",", "");
    assertThat(old).isNotEqualTo(text);
    Files.writeString(plan(), old);

    assertThat(resume("others").exitCode()).isZero();
  }

  @Test
  void anOldSweepThatMixesItsImagesIsShownButNotResumed() throws IOException {
    String text = Files.readString(plan());
    String mixed =
        text.replaceFirst(
            "\"test-parts\" : \\[ \"test_batch\" \\]", "\"test-parts\" : [ \"data_batch_1\" ]");
    assertThat(mixed).isNotEqualTo(text);
    Files.writeString(plan(), mixed);

    assertThat(resume("images"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot continue %s: it trains or validates on parts that it also tests on,"
                        .formatted(id)
                    + " data_batch_1 (start another sweep with other parts)\n"));
    assertThat(sweeps.run("list", "--results", sweeps.at("results")).output()).contains(id);
  }

  @Test
  void leavesNoLeaseBehind() throws IOException {
    assertThat(resume("images").exitCode()).isZero();
    try (Stream<Path> files = Files.list(plan().getParent())) {
      assertThat(files).containsExactly(plan());
    }
  }
}
