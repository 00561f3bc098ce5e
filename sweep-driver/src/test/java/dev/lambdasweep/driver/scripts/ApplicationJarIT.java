package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationJarIT {
  private static final Path TARGET = Script.projectFile("sweep-driver/target");

  @Test
  void leavesOutWhatASparkHomeProvides() throws Exception {
    assertThat(entries().filter(name -> name.endsWith(".class")))
        .allMatch(
            name ->
                Stream.of(
                        "breeze/",
                        "dev/lambdasweep/",
                        "dev/ludovic/netlib/",
                        "org/bytedeco/",
                        "com/sun/jna/",
                        "com/typesafe/config/",
                        "org/netlib/",
                        "org/j_paine/formatter/",
                        "scala/collection/compat/",
                        "scala/util/control/compat/")
                    .anyMatch(name::startsWith));
  }

  @Test
  void bringsOpenBlasForFourPlatforms() throws Exception {
    assertThat(entries().filter(name -> name.matches(".*/libopenblas[.].*")))
        .containsExactlyInAnyOrder(
            "org/bytedeco/openblas/linux-x86_64/libopenblas.so.0",
            "org/bytedeco/openblas/linux-arm64/libopenblas.so.0",
            "org/bytedeco/openblas/macosx-x86_64/libopenblas.0.dylib",
            "org/bytedeco/openblas/macosx-arm64/libopenblas.0.dylib");
  }

  @Test
  void holdsTheDefaultsOfTheApplicationAndNoSignature() throws Exception {
    assertThat(
            entries()
                .filter(
                    name ->
                        name.matches(
                            "META-INF/.*[.](SF|DSA|RSA)|.*module-info.class|reference.conf")))
        .containsExactly("reference.conf");
  }

  @Test
  void classesOfARunComeFromTheArchive(@TempDir Path directory) throws Exception {
    assumeThat(TARGET.resolve("spark-home/classes.jsa")).exists(); // not every JDK can make it
    Path log = directory.resolve("classes");

    Script.named("sweep", directory)
        .with("SPARK_SUBMIT_OPTS", "-Xlog:class+load:file=" + log)
        .run("--version");

    assertThat(TARGET.resolve("spark-home/classes.log"))
        .content()
        .contains("2 of 2 trials to train", "count(1)");
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.endsWith("driver.SweepApp source: shared objects file (top)"));
  }

  @Test
  void sparkHomeHoldsSparkWithoutTheApplication() throws Exception {
    try (Stream<Path> jars = Files.list(TARGET.resolve("spark-home/jars"))) {
      List<String> names = jars.map(jar -> jar.getFileName().toString()).toList();
      assertThat(names)
          .anyMatch(name -> name.startsWith("spark-sql_"))
          .anyMatch(name -> name.startsWith("scala-library-"))
          .anyMatch(name -> name.startsWith("jackson-databind-"))
          .anyMatch(name -> name.startsWith("commons-math3-"))
          .noneMatch(
              name ->
                  name.matches(
                      "(breeze|blas|openblas|config|picocli|junit|assertj|worker-core).*"));
    }
  }

  private static Stream<String> entries() throws Exception {
    try (JarFile jar = new JarFile(TARGET.resolve("lambda-sweep.jar").toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(JarEntry::getName)
          .toList()
          .stream();
    }
  }
}
