package dev.lambdasweep.driver.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of programs whose executor dies. */
@Timeout(60)
class GuardIT {
  @TempDir Path directory;

  /** An executor that starts a program, and a directory, and waits. */
  static final class Executor {
    private Executor() {}

    public static void main(String[] arguments) throws Exception {
      GuardProcess.require("here");
      GuardProcess.add(Path.of(arguments[0]));
      ProcessBuilder program =
          new ProcessBuilder(
              "/bin/sh",
              "-c",
              "trap '' TERM; setsid sh -c '(trap \"\" TERM; sleep 75000001; true) & exit' &"
                  + " sleep 75000002 & sleep 75000003; sleep 75000004");
      program.environment().put(ProcessTree.VARIABLE, GuardProcess.nextMarker());
      program.start().waitFor();
    }
  }

  @Test
  void endWithAllThatTheyStartedAndTheirDirectoriesAreRemoved() throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("file"), "x");
    Process executor =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Executor.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    // sh, its copy in a session of its own, and three sleeps
    await(() -> running("sleep 7500000[123]$") == 3);

    executor.destroyForcibly().waitFor();

    await(() -> running("sleep 7500000") == 0 && !Files.exists(data));
    await(() -> running(Guard.class.getName()) == 0);
    assertThat(directory.resolve("output")).isEmptyFile();
  }

  private static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Number of processes of this machine, except for guards of this one. */
  private static long running(String pattern) {
    List<ProcessHandle> own = ProcessHandle.current().children().toList();
    return ProcessHandle.allProcesses()
        .filter(process -> !own.contains(process))
        .filter(
            process -> process.info().commandLine().orElse("").matches("(?s).*" + pattern + ".*"))
        .count();
  }
}
