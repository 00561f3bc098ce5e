package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A driver in a process of its own, with executors in others: Spark reads from the environment
 * which home to start executors from.
 */
public final class DriverProcess {
  private final Process process;
  private final Path output;

  private DriverProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * How a driver ended.
   *
   * @param lines lines that it has written to standard output
   */
  public record Ended(int exitCode, List<String> lines) {}

  /**
   * Starts a class's main method as a driver.
   *
   * @param settings settings of Spark, as {@code name=value}
   */
  public static DriverProcess start(Class<?> main, List<String> settings, String... arguments)
      throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    String classes = System.getProperty("java.class.path");
    List<String> command = TestJvm.command();
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2.properties").toAbsolutePath(),
            "-Dspark.ui.enabled=false",
            "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "-Dspark.executor.extraClassPath=" + classes));
    settings.forEach(setting -> command.add("-D" + setting));
    command.addAll(List.of("-cp", classes, main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(target.toFile());
    builder.environment().put("SPARK_HOME", target.resolve("spark-home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    String name = main.getName().replaceFirst(".*\\.", "");
    Path output = target.resolve(name + ".out");
    builder.redirectOutput(output.toFile());
    builder.redirectError(target.resolve(name + ".log").toFile());
    return new DriverProcess(builder.start(), output);
  }

  /** Asks the process to end, as Ctrl-C and {@code kill} do. */
  public void interrupt() {
    process.destroy();
  }

  /** Waits until the process has ended. */
  public Ended end() throws IOException, InterruptedException {
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends within 90 s").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(output));
  }

  /** Runs a driver, and checks that it ends regularly. */
  static List<String> run(Class<?> main, List<String> settings, String... arguments)
      throws IOException, InterruptedException {
    Ended ended = start(main, settings, arguments).end();
    assertThat(ended.exitCode()).isZero();
    return ended.lines();
  }
}
