package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial's numbers are the same wherever it is trained. */
class SameBitsIT {
  @TempDir private Path directory;

  @Test
  void oneThreadTwoThreadsAndTwoExecutorsGiveTheSameBits() {
    Sweeps sweeps =
        Sweeps.in(directory)
            .write(
                "bits.conf",
                "sweep { trials = 3, repeats = 2, space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }");
    List<String> masters = List.of("local[1]", "local[2]", "local-cluster[2,1,1024]");
    for (String master : masters) {
      assertThat(
              sweeps
                  .run(
                      "--master",
                      master,
                      "run",
                      "bits.conf",
                      "sweep.name=\"" + master + "\"",
                      "--data",
                      "images")
                  .exitCode())
          .isZero();
    }

    List<Map<String, String>> rows =
        Rows.of(
            sweeps.csv(
                "results",
                "SELECT replace(name, ',', ';') AS name, executor, trial, repeat, seed, lambda,"
                    + " state, train_accuracy, valid_accuracy, valid_accuracy_se, train_loss,"
                    + " valid_loss, train_cost, valid_cost, updates, epochs_run"
                    + " FROM trials ORDER BY trial, repeat"));
    List<String> numbers = numbers(rows, "local[1]");
    assertThat(numbers).hasSize(6).doesNotHaveDuplicates();
    assertThat(numbers(rows, "local[2]")).isEqualTo(numbers);
    assertThat(numbers(rows, "local-cluster[2;1;1024]")).isEqualTo(numbers);
    assertThat(of(rows, "local-cluster[2;1;1024]").map(row -> row.get("executor")))
        .contains("0", "1");
  }

  private static List<String> numbers(List<Map<String, String>> rows, String name) {
    return of(rows, name)
        .map(row -> String.join(",", row.values().stream().skip(2).toList()))
        .toList();
  }

  private static Stream<Map<String, String>> of(List<Map<String, String>> rows, String name) {
    return rows.stream().filter(row -> row.get("name").equals(name));
  }
}
