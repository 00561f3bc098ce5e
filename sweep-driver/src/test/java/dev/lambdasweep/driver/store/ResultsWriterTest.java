package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The restoration of files that are removed while a sweep runs. */
class ResultsWriterTest {
  private static final Sweep FINAL =
      new Sweep(new SweepId("final-20261120T193000-7f3a"), "final", Kind.FINAL, "");

  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder + "/results", Examples.HADOOP);
  }

  @Test
  void restoresEverythingItStoredBeforeTheDirectoryWasRemoved() throws IOException {
    List<Plan> plans = plans(Examples.COARSE);
    ResultsWriter writer = store.writer(Examples.COARSE, "0.1.0");
    writer.add(List.of(Examples.complete(0, 0.1, 0.5), Examples.complete(1, 0.1, 0.5)));
    writer.add(List.of(Examples.complete(2, 0.1, 0.5)));
    Map<String, String> before = files();
    assertThat(before).hasSize(8);
    assertThat(writer.restore(plans)).isFalse();

    remove(folder.resolve("results"));
    assertThat(store.holds(plans.get(0))).isFalse();
    assertThat(writer.restore(plans)).isTrue();

    assertThat(files()).isEqualTo(before);
    assertThat(writer.restore(plans)).isFalse();
  }

  @Test
  void restoresTheOneMissingFile() throws IOException {
    List<Plan> plans = plans(Examples.COARSE);
    ResultsWriter writer = store.writer(Examples.COARSE, "0.1.0");
    writer.add(List.of(Examples.complete(0, 0.1, 0.5)));
    Map<String, String> before = files();
    for (String file : before.keySet()) {
      Files.delete(folder.resolve("results").resolve(file));

      assertThat(writer.restore(plans)).as(file).isTrue();

      assertThat(files()).as(file).isEqualTo(before);
    }
  }

  @Test
  void restoresOnlyThePlanOfAFinalSweep() throws IOException {
    List<Plan> plans = plans(FINAL);
    Map<String, String> planned = files();
    ResultsWriter writer = store.writer(FINAL, "0.1.0");
    writer.add(List.of(Examples.complete(0, 0.1, 0.5)));
    remove(folder.resolve("results"));

    assertThat(writer.restore(plans)).isTrue();

    assertThat(files()).isEqualTo(planned);
  }

  private List<Plan> plans(Sweep sweep) {
    List<Plan> plans =
        List.of(
            Examples.plan(sweep, 0, Examples.NOON, 3), Examples.plan(sweep, 1, Examples.NOON, 2));
    plans.forEach(store::add);
    return plans;
  }

  /** Names and contents. */
  private Map<String, String> files() throws IOException {
    Path results = folder.resolve("results");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(results)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(results.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
