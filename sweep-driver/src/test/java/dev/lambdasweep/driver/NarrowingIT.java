package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The space that refine searches if its file has none. */
class NarrowingIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;

  @BeforeAll
  static void search() {
    sweeps =
        InProcess.in(directory)
            // too slow to learn anything, good, and too fast
            .write("inside.conf", "sweep.space.learning-rate = [1e-7, 0.05, 1]")
            // one good penalty, and one that is far too strong
            .write("edge.conf", "sweep.space.lambda = [0.01, 5]")
            .write("next.conf", "sweep { trials = 3, name = from inside }")
            .write("grid.conf", "sweep { trials = 3, sampler = grid }")
            .write("fixed.conf", "");
  }

  @Test
  void searchesBetweenTheNeighboursOfTheBest() {
    assertThat(sweeps.run("run", sweeps.at("inside.conf")).exitCode()).isZero();

    Ended refined = sweeps.run("refine", sweeps.at("next.conf"), "--from", "inside");

    assertThat(refined.exitCode()).isZero();
    assertThat(refined.messages()).startsWith(refined.id() + ": 3 of 3 trials to train");
    assertThat(numbers("SELECT learning_rate FROM trials WHERE name = 'from inside'"))
        .hasSize(3)
        .allMatch(rate -> rate > 1e-7 && rate < 1);
  }

  @Test
  void goesBeyondAnEdgeAndWarns() {
    assertThat(sweeps.run("run", sweeps.at("edge.conf")).exitCode()).isZero();

    Ended refined = sweeps.run("refine", sweeps.at("grid.conf"), "--from", "edge");

    assertThat(refined.exitCode()).isZero();
    // as far below on the log scale as the neighbour is above: 0.01² / 5
    assertThat(refined.messages())
        .startsWith(
            "The best lambda, 0.01, is the lowest value tried; the refined space extends to 0.00002.\n");
    assertThat(numbers("SELECT lambda FROM trials WHERE name = 'grid' ORDER BY lambda"))
        .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 * other ? 0 : 1)
        .containsExactly(2e-5, 0.01, 5.0);
  }

  @Test
  void refusesASpaceThatTheFileMakesMeaningless() {
    sweeps.write(
        "decay.conf",
        "training.learning-rate.schedule = exponential-decay\nsweep.space.decay = [0.01, 0.1]");
    assertThat(sweeps.run("run", sweeps.at("decay.conf")).exitCode()).isZero();
    List<String> before = sweeps.files("results");

    // this file's rate is constant
    Ended refined = sweeps.run("refine", sweeps.at("next.conf"), "--from", "decay");

    assertThat(refined.exitCode()).isEqualTo(2);
    assertThat(refined.messages())
        .contains("Cannot train this space with these settings: ", "decay has no effect")
        .doesNotContain("\tat ");
    assertThat(sweeps.files("results")).isEqualTo(before);
  }

  @Test
  void refusesAParentWithoutASearchSpace() {
    Ended fixed = sweeps.run("run", sweeps.at("fixed.conf"));
    List<String> before = sweeps.files("results");

    assertThat(sweeps.run("refine", sweeps.at("next.conf"), "--from", "fixed"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot refine %s: it has no search space (set sweep.space in the file)%n"
                    .formatted(fixed.id())));
    assertThat(sweeps.files("results")).isEqualTo(before);
  }

  private static List<Double> numbers(String query) {
    return sweeps.csv(query).stream().skip(1).map(Double::valueOf).toList();
  }
}
