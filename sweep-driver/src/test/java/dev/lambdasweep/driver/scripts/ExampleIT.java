package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a user compiles and runs it: with the application jar and Spark's jars alone. */
class ExampleIT {
  private static final Path EXAMPLE = Script.projectFile("examples/CoarseToFine.java");
  private static final int MOST_LINES = 40;
  private static final Path TARGET = Script.projectFile("sweep-driver/target");

  @TempDir private static Path directory;
  private static Script.Ended ended;

  @BeforeAll
  static void compileAndRunIt() throws IOException, InterruptedException {
    String jars = jars();
    compile(jars);
    ended = run(jars);
  }

  private static String jars() throws IOException {
    try (Stream<Path> spark = Files.list(TARGET.resolve("spark-home/jars"))) {
      return Stream.concat(Stream.of(TARGET.resolve("lambda-sweep.jar")), spark)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static void compile(String jars) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of("-classpath", jars, "-d", directory.toString(), "-proc:none");
      boolean isCompiled =
          compiler
              .getTask(problems, files, null, options, null, files.getJavaFileObjects(EXAMPLE))
              .call();
      assertThat(isCompiled).as(problems.toString()).isTrue();
    }
  }

  private static Script.Ended run(String jars) throws IOException, InterruptedException {
    List<String> command = TestJvm.command();
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dlog4j2.configurationFile=" + Script.projectFile("conf/log4j2.properties"),
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-cp",
            directory + File.pathSeparator + jars,
            "CoarseToFine",
            directory.resolve("results").toString()));
    Path output = directory.resolve("output");
    Path messages = directory.resolve("messages");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(messages.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends within 120 s").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Script.Ended(
        process.exitValue(), Files.readString(output), Files.readString(messages));
  }

  @Test
  void hasAtMost40Lines() throws IOException {
    assertThat(Files.readAllLines(EXAMPLE)).hasSizeLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void endsWithoutAnError() {
    assertThat(ended.exitCode()).as(ended.messages()).isZero();
  }

  @Test
  void printsTheThreeBestTrialsAndNothingElseBeforeItsLastLine() {
    List<String> lines = ended.output().lines().toList();
    assertThat(lines).hasSize(9);
    assertThat(lines.get(1)).matches("\\|name *\\|lambda +\\|valid_accuracy\\|");
    assertThat(lines.subList(3, 6))
        .allMatch(line -> line.matches("\\|(coarse|fine) *\\|.+\\|.+\\|"));
    assertThat(List.of(lines.get(0), lines.get(2), lines.get(6)))
        .allMatch(line -> line.matches("[+-]+"));
    assertThat(lines.get(7)).isEmpty();
    List<Double> accuracies =
        lines.subList(3, 6).stream()
            .map(line -> Double.valueOf(line.split("\\|", -1)[3].strip()))
            .toList();
    assertThat(accuracies).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void saysHowManyTrialsRefinedTheFirstSweep() {
    assertThat(ended.output().lines().toList().get(8)).matches("8 trials refined coarse-\\S+");
  }
}
