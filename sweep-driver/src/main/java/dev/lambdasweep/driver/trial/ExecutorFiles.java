package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Files that every executor has.
 *
 * @param names name by which a training finds a file, to its name below the root
 * @param root directory that has the files, determined on an executor
 */
public record ExecutorFiles(Map<String, String> names, Root root) implements Serializable {
  /** Determines on an executor where its files are. */
  @FunctionalInterface
  public interface Root extends Supplier<Path>, Serializable {}

  /** Copies the map in. */
  public ExecutorFiles {
    names = new LinkedHashMap<>(names);
  }

  /** No files. */
  public static ExecutorFiles none() {
    return new ExecutorFiles(Map.of(), () -> Path.of(""));
  }
}
