package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.sweep.Proposers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedFilesTest {
  private static final Path CONF = Path.of("..", "conf");

  static Stream<Path> files() throws IOException {
    Path examples = Path.of("..", "examples");
    // the others have trainers that are built from their own sources
    return Stream.concat(
        files(CONF),
        Stream.concat(files(examples.resolve("scikit-learn")), files(examples.resolve("shell"))));
  }

  private static Stream<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> sweeps =
          files
              .filter(file -> file.toString().endsWith(".conf"))
              .filter(file -> !file.endsWith("spark-defaults.conf"))
              .toList();
      return sweeps.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void loadsUnderItsOwnName(Path file) {
    String name = file.getFileName().toString().replace(".conf", "");

    assertThat(ConfigReader.read(file, List.of()).name()).isEqualTo(name);
  }

  @Test
  void searchesTenValuesOverFourDecadesCoarsely() {
    SweepConfig coarse = read("coarse");

    assertThat(coarse.count(Settings.TRIALS)).isEqualTo(10);
    assertThat(coarse.space().dimensions())
        .containsExactly(new LogUniform(Settings.LAMBDA, 1e-5, 1e-1, 0));
    assertThat(coarse.values().columns())
        .contains(
            entry("schedule", "triangular"),
            entry("learning_rate_low", 1e-5),
            entry("learning_rate_high", 1e-1),
            entry("step_size", 900L));
    assertThat(coarse.find(Settings.CYCLES)).contains(2L);
    assertThat(coarse.data().validationRows(() -> 50_000)).isEqualTo(5000);
  }

  @Test
  void changesOnlyTheValuesInTheSearchesThatFollow() {
    assertThat(values("coarse-published")).hasSize(10).contains(0.071557, 0.007257);
    assertThat(values("fine")).containsExactly(0.006, 0.0065, 0.007, 0.0075, 0.008, 0.0085);
    assertThat(points("coarse-published")).isEqualTo(10);
    assertThat(points("fine")).isEqualTo(6);
    assertThat(read("fine").values().columns()).isEqualTo(read("coarse").values().columns());
  }

  private static int points(String name) {
    return Proposers.of(read(name).withSamplerChosen()).target();
  }

  @Test
  void trainsTheFinalNetworkLongerOnMoreImages() {
    SweepConfig last = read("final");

    assertThat(last.data().validationRows(() -> 50_000)).isEqualTo(1000);
    assertThat(last.find(Settings.CYCLES)).contains(3L);
    assertThat(last.get(Settings.STEP_SIZE)).isEqualTo(980);
  }

  @Test
  void reproduceKnowsEveryExperiment() throws IOException {
    String script = Files.readString(Path.of("..", "scripts", "reproduce"));
    try (Stream<Path> files = Files.list(CONF.resolve("experiments"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".conf", "")))
          .hasSize(10)
          .allMatch(name -> script.contains('"' + name + "\": ("));
    }
  }

  private static List<Object> values(String name) {
    return ((Listed) read(name).space().dimensions().get(0)).values();
  }

  private static SweepConfig read(String name) {
    return ConfigReader.read(CONF.resolve(name + ".conf"), List.of());
  }
}
