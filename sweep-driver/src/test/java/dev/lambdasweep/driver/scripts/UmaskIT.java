package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a user's umask makes private stay private. */
class UmaskIT {
  @TempDir private Path directory;

  @Test
  void resultsModelsExportsAndReportsGetThePermissionsThatItLeaves() throws IOException {
    Sweeps sweeps = Sweeps.in(directory).write("final.conf", "sweep.space.lambda = [0.01]\n");
    Script script = underUmask077();

    assertRuns(script.run("final", "final.conf", "--data", "images", "--results", "new/results"));
    assertRuns(read(script, "export", "--format", "parquet", "--out", "rows.parquet"));
    assertRuns(read(script, "export", "--format", "csv", "--out", "rows.csv"));
    assertRuns(read(script, "report", "--out", "page.html"));

    Map<String, String> permissions = permissions();
    assertThat(permissions.keySet())
        .contains(
            "new", "new/results", "new/results/sweeps", "rows.parquet", "rows.csv", "page.html")
        .anyMatch(name -> name.matches("new/results/models/.*/0-0.safetensors"))
        .anyMatch(name -> name.matches("new/results/trials/.*jsonl"))
        .anyMatch(name -> name.matches("new/results/details/.*jsonl"));
    assertThat(permissions)
        .allSatisfy(
            (name, own) ->
                assertThat(own)
                    .isEqualTo(
                        Files.isDirectory(directory.resolve(name)) ? "rwx------" : "rw-------"));
    assertThat(sweeps.files("new/results")).isNotEmpty();
  }

  private static Ended read(Script script, String verb, String... arguments) {
    List<String> words = new ArrayList<>(List.of(verb, "final", "--results", "new/results"));
    words.addAll(List.of(arguments));
    return script.run(words.toArray(String[]::new));
  }

  private static void assertRuns(Ended ended) {
    assertThat(ended.exitCode()).as(ended.messages()).isZero();
  }

  /** scripts/sweep, started from a shell that has this umask. */
  private Script underUmask077() throws IOException {
    Path shell = directory.resolve("private-sweep");
    Files.writeString(
        shell, "umask 077\nexec bash '%s' \"$@\"\n".formatted(Script.projectFile("scripts/sweep")));
    return new Script(shell, directory, Map.of());
  }

  /** The permissions of all files that the script wrote. */
  private Map<String, String> permissions() throws IOException {
    Map<String, String> permissions = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.filter(one -> !one.equals(directory)).toList()) {
        String name = directory.relativize(one).toString();
        if (!name.matches("(images|final.conf|private-sweep)(/.*)?")) {
          permissions.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
        }
      }
    }
    return permissions;
  }
}
