package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.CifarFiles;
import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with small images and sweep files, in which scripts/sweep is started as from a shell.
 */
record Sweeps(Path directory, Script script) {
  static Sweeps in(Path directory) {
    CifarFiles.write(directory.resolve("images"), 7);
    return new Sweeps(directory, Script.named("sweep", directory));
  }

  /** Writes a sweep file with the settings of {@link CifarFiles}, overridden by the given lines. */
  Sweeps write(String file, String lines) {
    try {
      Files.writeString(directory.resolve(file), CifarFiles.SECTION + CifarFiles.TRAINING + lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Ended run(String... arguments) {
    return script.run(arguments);
  }

  /** The result of a query as CSV; checks that there is no other output. */
  String csv(String results, String query) {
    Ended ended = run("sql", "--results", results, "--format", "csv", query);
    assertThat(ended.messages()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    return ended.output();
  }

  /**
   * Every file below a folder, with its modification time and size. Files that are renamed
   * meanwhile, such as a running driver's hidden ones, are left out.
   */
  Map<String, String> files(String folder) {
    try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
      Map<String, String> found = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.resolve(folder).relativize(file).toString();
        timeAndSize(file).ifPresent(told -> found.put(name, told));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> timeAndSize(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file) + ", " + Files.size(file) + " bytes");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The id that run, refine or final printed last. */
  static String id(Ended ended) {
    String last = ended.output().lines().reduce("", (before, line) -> line);
    assertThat(last).matches("sweep [a-z0-9-]+-\\d{8}T\\d{6}-[0-9a-f]{4}");
    return last.substring("sweep ".length());
  }
}
