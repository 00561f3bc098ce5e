package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A driver in a process of its own, with executors in others: Spark reads from the environment
 * which home to start executors from.
 */
final class DriverProcess {
  private DriverProcess() {}

  /**
   * Runs a class's main method as a driver, and checks that it ends by itself, regularly.
   *
   * @param settings settings of Spark, as {@code name=value}
   * @return the lines that it has written to standard output
   */
  static List<String> run(Class<?> main, List<String> settings, String... arguments)
      throws IOException, InterruptedException {
    Path target = Path.of("target").toAbsolutePath();
    String classes = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-opens") || option.startsWith("--enable-native-access")) {
        command.add(option);
      }
    }
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
    Process driver = builder.start();
    try {
      assertThat(driver.waitFor(90, TimeUnit.SECONDS)).as("ends within 90 s").isTrue();
    } finally {
      driver.destroyForcibly();
    }
    assertThat(driver.exitValue()).isZero();
    return Files.readAllLines(output);
  }
}
