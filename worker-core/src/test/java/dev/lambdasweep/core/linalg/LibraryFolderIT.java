package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The location of the bundled libraries in a new JVM, according to its memory map. */
class LibraryFolderIT {
  private static final Path MAPS = Path.of("/proc/self/maps");

  @TempDir private Path temporary;
  private Path folder;

  /** The files that a JVM has mapped once it has multiplied natively. */
  static final class Mapped {
    private Mapped() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(Blas.names());
      try (Stream<String> lines = Files.lines(MAPS)) {
        lines
            .map(line -> line.replaceFirst("^(\\S+ +){5}", ""))
            .filter(file -> file.matches(".*(openblas|dnnl|jnijavacpp).*"))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  @BeforeEach
  void onLinuxAlone() throws IOException {
    assumeTrue(Files.exists(MAPS), "the system tells what is mapped");
    temporary = temporary.toRealPath();
    Files.setAttribute(temporary, "unix:mode", 01777);
    folder = temporary.resolve("lambda-sweep-" + System.getProperty("user.name"));
  }

  @Test
  void isPrivateBelowTheTemporaryDirectoryWhereTheHomeCannotBeWritten() throws Exception {
    List<String> printed = printed();

    assertThat(printed.get(0)).contains("OpenBLAS");
    assertThat(printed.subList(1, printed.size()))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).startsWith(folder + "/"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void doesNotLoadFromAFolderThatOthersMayWriteTo() throws Exception {
    Files.createDirectory(folder);
    Files.setAttribute(folder, "unix:mode", 0777);

    List<String> printed = printed();

    assertThat(printed)
        .contains(
            "Cannot load the bundled OpenBLAS: Cannot find a private folder for native libraries:"
                + " /proc/.cache/lambda-sweep: it cannot be created; "
                + folder
                + ": its mode is 777, not 700 (set one that only you can write to with"
                + " -Dorg.bytedeco.javacpp.cachedir=DIR) (trainings run on netlib's own choice,"
                + " which may be ten times slower)")
        // the system's own BLAS, if it has one, is netlib's choice
        .noneMatch(line -> line.startsWith(temporary.toString()));
    assertThat(folder).isEmptyDirectory();
  }

  private List<String> printed() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Duser.home=/proc", "-Djava.io.tmpdir=" + temporary));
    command.add(Mapped.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }
}
