package dev.lambdasweep.driver.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script of scripts/, started as a separate process in a directory and with environment
 * variables.
 */
record Script(Path file, Path directory, Map<String, String> variables) {

  /**
   * How a process ended: its exit code and all of its output, which must fit into a pipe's buffer.
   */
  record Ended(int exitCode, String output, String messages) {}

  static Script named(String name, Path directory) {
    return new Script(projectFile("scripts/" + name), directory, Map.of());
  }

  /** A file of the project; tests run in the module's directory. */
  static Path projectFile(String path) {
    return Path.of("..").resolve(path).toAbsolutePath().normalize();
  }

  Script with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Script(file, directory, Map.copyOf(more));
  }

  /** Runs it with any amount of output. */
  Ended runThroughFiles(String... arguments) {
    Path output = directory.resolve("script-output");
    Path messages = directory.resolve("script-messages");
    ProcessBuilder builder =
        builder(arguments).redirectOutput(output.toFile()).redirectError(messages.toFile());
    try {
      int exitCode = end(builder.start()).exitCode();
      return new Ended(exitCode, Files.readString(output), Files.readString(messages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process start(String... arguments) {
    try {
      return builder(arguments).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().remove("SPARK_SUBMIT_OPTS");
    builder.environment().putAll(variables);
    return builder;
  }

  Ended run(String... arguments) {
    return end(start(arguments));
  }

  static Ended end(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("Script still runs after a minute: " + process.info());
      }
      return new Ended(
          process.exitValue(),
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
