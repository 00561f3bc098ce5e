package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.UserException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Checks for Java runtimes on which native code must not access Java arrays. */
public final class JavaRuntime {
  private static final Runtime.Version FIRST_WITH_BUG = Runtime.Version.parse("25");
  private static final Runtime.Version FIRST_WITHOUT_BUG = Runtime.Version.parse("25.0.3");

  private JavaRuntime() {}

  /**
   * Refuses a runtime whose garbage collector may move an array while native code works on it.
   *
   * <p>Source: https://bugs.openjdk.org/browse/JDK-8377811.
   *
   * @throws UserException on Java 25 before 25.0.3 with G1
   */
  public static void requireArraysStay() {
    requireArraysStay(
        Runtime.version(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList());
  }

  static void requireArraysStay(Runtime.Version version, List<String> collectors) {
    boolean affected =
        version.compareToIgnoreOptional(FIRST_WITH_BUG) >= 0
            && version.compareToIgnoreOptional(FIRST_WITHOUT_BUG) < 0;
    if (affected && collectors.stream().anyMatch(name -> name.startsWith("G1"))) {
      throw UserException.of(
          "Cannot run on Java %s with G1: it may move an array while native code works on it,"
              + " JDK-8377811 (use Java 25.0.3 or newer, or Java 17 or 21, or -XX:+UseParallelGC)",
          version);
    }
  }
}
