package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.text.SourceFiles;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that can, and cannot, be read as a sweep file or included by one. */
class SourceFilesTest {
  private static final String EPOCHS = "training.epochs = 1\n";

  @TempDir private Path directory;

  @Test
  void refusesWhatIsNoRegularFile() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path folder = Files.createDirectory(directory.resolve("folder"));

    assertRefused(Path.of("/dev/zero"), "it is not a regular file");
    assertRefused(pipe, "it is not a regular file");
    assertRefused(folder, "it is a directory");
    assertRefused(directory.resolve("missing"), "there is no such file");
  }

  @Test
  void readsOneMebibyteAndNoMore() throws IOException {
    String comment = "#".repeat(SourceFiles.MOST_BYTES - EPOCHS.length());
    Path large = Files.writeString(directory.resolve("large.conf"), EPOCHS + comment);
    assertThat(ConfigReader.read(large, List.of()).find(Settings.EPOCHS)).contains(1L);

    Files.writeString(large, EPOCHS + comment + "#");
    assertThatThrownBy(() -> ConfigReader.read(large, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read %s: it is larger than 1 MiB (name a sweep's file, as in conf/)", large);
  }

  @Test
  void countsWhatIsIncluded() throws IOException {
    Files.writeString(directory.resolve("half.conf"), "#".repeat(SourceFiles.MOST_BYTES / 2));
    Path file =
        Files.writeString(
            directory.resolve("two.conf"), EPOCHS + "include \"half.conf\"\n".repeat(2));

    assertThatThrownBy(() -> ConfigReader.read(file, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot include half.conf in %s: the file and what it includes are larger than 1 MiB"
                + " (include a file by its path relative to the including one)",
            file);
  }

  @Test
  void refusesIncludesThatGrowByDoubling() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(
          directory.resolve(i + ".conf"), "include \"%d.conf\"\n".formatted(i + 1).repeat(2));
    }
    Files.writeString(directory.resolve("30.conf"), EPOCHS);

    assertThatThrownBy(() -> ConfigReader.read(directory.resolve("0.conf"), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Cannot include \\d+.conf in .*: there would be more than 100 files"
                + " \\(include a file by its path relative to the including one\\)");
  }

  private void assertRefused(Path file, String cause) throws IOException {
    assertThatThrownBy(() -> ConfigReader.read(file, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot read %s: %s (name a sweep's file, as in conf/)", file, cause);
    Path includer =
        Files.writeString(directory.resolve("a.conf"), "include \"%s\"".formatted(file));
    assertThatThrownBy(() -> ConfigReader.read(includer, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot include %s in %s: %s (include a file by its path relative to the including one)",
            file, includer, cause);
  }
}
