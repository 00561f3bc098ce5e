package dev.lambdasweep.driver.network;

import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionNoteTest {
  private static final String LENGTH = "training.epochs = 1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.precision = bfloat16",
        "sweep.space.precision = [float32, bfloat16]",
        "sweep.points = [{ precision = float32 }, { precision = bfloat16 }]",
      })
  void saysThatTrainingsInBfloat16AreNotFasterWithoutInstructions(String setting) {
    SweepConfig config = config(LENGTH, setting);

    assertThat(PrecisionNote.of(config, () -> false))
        .contains(
            "Note: bfloat16 is not faster than float32 on this processor, which has no instructions"
                + " for it.");
    assertThat(PrecisionNote.of(config, () -> true)).isEmpty();
  }

  @Test
  void dimensionTakesThePlaceOfTheFilesOwnPrecision() {
    SweepConfig config =
        file("training.precision = bfloat16", "sweep.space.precision = [float32, float64]");

    assertThat(PrecisionNote.of(config, () -> false)).isEmpty();
  }

  @Test
  void pointsWithoutTheDimensionHaveTheFilesOwnPrecision() {
    SweepConfig config =
        file(
            "training.precision = bfloat16",
            "sweep.space.optimizer = [sgd, adam]",
            "sweep.space.precision { type = choice, values = [float32, float64]",
            "when.optimizer = [adam] }");

    assertThat(PrecisionNote.of(config, () -> false)).isPresent();
  }

  private static SweepConfig file(String... lines) {
    return ConfigReader.read(
        "small.conf", new StringReader(LENGTH + "\n" + String.join("\n", lines)), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.precision = float32",
        "sweep.space.precision = [float32, float64]",
        "sweep.points = [{ precision = float32 }, { precision = float64 }]",
      })
  void doesNotEvenAskWhereNoTrainingIsInBfloat16(String setting) {
    assertThat(
            PrecisionNote.of(
                config(LENGTH, setting),
                () -> {
                  throw new AssertionError("the processor is asked");
                }))
        .isEmpty();
  }
}
