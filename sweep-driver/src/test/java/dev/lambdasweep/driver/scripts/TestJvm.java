package dev.lambdasweep.driver.scripts;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs the tests. */
public final class TestJvm {
  private TestJvm() {}

  /** Starts another one like it: its program, and the module options that Spark needs. */
  public static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-opens") || option.startsWith("--enable-native-access")) {
        command.add(option);
      }
    }
    return command;
  }
}
