package dev.lambdasweep.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.cluster.HadoopSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the application in this JVM, as spark-submit does with a local master, on files below one
 * directory. Sweeps take their images from {@code images} unless a setting says otherwise.
 */
record InProcess(Path directory) {
  private static final Map<String, String> SETTINGS =
      Map.of("spark.master", "local[2]", "spark.ui.enabled", "false");

  static {
    // Logging binds to the standard error of its first use, which must not be a captured one.
    System.setProperty(
        "log4j2.configurationFile", Path.of("../conf/log4j2.properties").toAbsolutePath() + "");
    HadoopSettings.configuration();
  }

  /** How the application ended and what it wrote. */
  record Ended(int exitCode, String output, String messages) {
    /** The id that run, refine or final printed last. */
    String id() {
      return output.strip().replaceFirst("(?s).*\nsweep ", "");
    }
  }

  /** Creates the images. */
  static InProcess in(Path directory) {
    CifarFiles.write(directory.resolve("images"), 7);
    return new InProcess(directory);
  }

  /** A path below the directory. */
  String at(String path) {
    return directory.resolve(path).toString();
  }

  /** Writes a sweep file with the common settings, followed by the given lines. */
  InProcess write(String file, String lines) {
    return writeExactly(
        file,
        CifarFiles.SECTION
            + "data.directory = \""
            + at("images")
            + "\"\nresults.directory = \""
            + at("results")
            + "\"\n"
            + CifarFiles.TRAINING
            + lines);
  }

  /** Writes a sweep file. */
  InProcess writeExactly(String file, String lines) {
    try {
      Files.writeString(directory.resolve(file), lines);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a verb. */
  Ended run(String... arguments) {
    stopSpark();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    SETTINGS.forEach(System::setProperty);
    try {
      System.setOut(new PrintStream(output, true, UTF_8));
      System.setErr(new PrintStream(messages, true, UTF_8));
      int exitCode = SweepApp.run(arguments);
      return new Ended(exitCode, output.toString(UTF_8), messages.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      SETTINGS.keySet().forEach(System::clearProperty);
    }
  }

  /** Every application has its own context; other tests of this JVM create theirs again. */
  private static void stopSpark() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }

  /** The lines of a query's result as CSV, the header first. */
  List<String> csv(String query) {
    Ended ended = run("sql", "--results", at("results"), "--format", "csv", query);
    assertThat(ended.messages()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    return ended.output().lines().toList();
  }

  /** All files below a folder; none if it is missing. */
  List<String> files(String folder) {
    Path root = directory.resolve(folder);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
