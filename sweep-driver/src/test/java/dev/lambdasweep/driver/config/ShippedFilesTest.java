package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.optim.Triangular;
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
    try (Stream<Path> files = Files.walk(CONF)) {
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

    assertThat(ConfigReader.read(file, List.of()).sweep().name()).isEqualTo(name);
  }

  @Test
  void searchesTenValuesOverFourDecadesCoarsely() {
    SweepConfig coarse = read("coarse");

    assertThat(coarse.sweep().trials()).isEqualTo(10);
    assertThat(coarse.sweep().space())
        .containsExactly(
            new DimensionSpec.Between(
                Hyperparameter.LAMBDA, DimensionSpec.Distribution.LOG_UNIFORM, 1e-5, 1e-1, 0));
    assertThat(coarse.training().learningRate().followed(7))
        .isEqualTo(new Triangular(1e-5, 1e-1, 900));
    assertThat(coarse.training().length()).isEqualTo(new Length.Cycles(2));
    assertThat(coarse.data().validationImages()).isEqualTo(5000);
  }

  @Test
  void changesTheValuesAloneInTheSearchesThatFollow() {
    assertThat(values("coarse-published")).hasSize(10).contains(0.071557, 0.007257);
    assertThat(values("fine")).containsExactly(0.006, 0.0065, 0.007, 0.0075, 0.008, 0.0085);
    assertThat(read("fine").training()).isEqualTo(read("coarse").training());
    assertThat(read("fine").data()).isEqualTo(read("coarse").data());
  }

  @Test
  void trainsTheFinalNetworkLongerOnMoreImages() {
    SweepConfig last = read("final");

    assertThat(last.data().validationImages()).isEqualTo(1000);
    assertThat(last.training().length()).isEqualTo(new Length.Cycles(3));
    assertThat(last.training().learningRate().followed(7))
        .isEqualTo(new Triangular(1e-5, 1e-1, 980));
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
    return ((DimensionSpec.Listed) read(name).sweep().space().get(0)).values();
  }

  private static SweepConfig read(String name) {
    return ConfigReader.read(CONF.resolve(name + ".conf"), List.of());
  }
}
