package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the data are hyperparameters like any other. */
class DataDimensionsIT {
  private static final String FIGURES =
      "SELECT lambda, valid_accuracy, valid_loss, train_accuracy, train_loss FROM trials WHERE name"
          + " = '%s' AND training_images = %d ORDER BY lambda";

  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static Ended ended;

  @BeforeAll
  static void searchNumbersOfTrainingImages() {
    sweeps =
        InProcess.in(directory)
            .write("sizes.conf", "sweep.space { training-images = [50, 200], lambda = [0, 0.1] }")
            .write("small.conf", "data.training-images = 50, sweep.space.lambda = [0, 0.1]")
            .write("large.conf", "data.training-images = 200, sweep.space.lambda = [0, 0.1]")
            .write("too-many.conf", "sweep.space.training-images = [50, 301]")
            .write(
                "parts.conf",
                "data { validation-parts = [test_batch], test-parts = [data_batch_2],"
                    + " training-images = 120 }, training.order = natural");
    ended = sweeps.run("run", sweeps.at("sizes.conf"));
  }

  @Test
  void eachValueGivesTheNumbersThatItGivesAlone() {
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages()).contains(", 50 to 200 training and 100 validation images");
    for (String alone : List.of("small", "large")) {
      assertThat(sweeps.run("run", sweeps.at(alone + ".conf")).exitCode()).isZero();
      int images = alone.equals("small") ? 50 : 200;
      assertThat(sweeps.csv(FIGURES.formatted("sizes", images)))
          .hasSize(3)
          .isEqualTo(sweeps.csv(FIGURES.formatted(alone, images)));
    }
  }

  @Test
  void resumeKnowsTheImages() {
    Ended resumed = sweeps.run("resume", "sizes", "--results", sweeps.at("results"));

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.messages()).endsWith(": all trials have a row, nothing to train\n");
  }

  @Test
  void anInvalidValueIsReportedBeforeAnyTraining() {
    assertThat(sweeps.run("run", sweeps.at("too-many.conf")))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot split 400 images into 301 for training and 100 for validation: 1 too few"
                    + " (use at most 400 together, or read more parts)\n"));
  }

  @Test
  void fewerImagesThanTheNamedPartsHold() {
    Ended parts = sweeps.run("run", sweeps.at("parts.conf"));

    assertThat(parts.exitCode()).isZero();
    assertThat(parts.messages()).contains(", 120 training and 100 validation images");
    assertThat(sweeps.run("run", sweeps.at("parts.conf"), "training-images=401").messages())
        .isEqualTo(
            "Cannot train on 401 images: there are 400 in data_batch_1 (use fewer images, or read more parts)\n");
  }
}
