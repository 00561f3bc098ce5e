package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.driver.command.process.GuardProcess;
import dev.lambdasweep.driver.trial.ExecutorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The directory with the files of a sweep's programs, under the names by which programs know them;
 * one per executor. A program may look for others beside a file that a link leads to, as Python
 * does, so there they all are.
 */
public final class SharedFiles {
  private static final Map<Map<String, String>, Path> ALL = new HashMap<>();

  private SharedFiles() {}

  /**
   * Makes links to all files in a working directory.
   *
   * @param parent directory in which this executor may have directories
   */
  public static void link(ExecutorFiles files, Path parent, Path directory) throws IOException {
    if (files.names().isEmpty()) {
      return;
    }
    Path shared = directory(files, parent);
    for (String name : files.names().keySet()) {
      Files.createSymbolicLink(directory.resolve(name), shared.resolve(name));
    }
  }

  private static Path directory(ExecutorFiles files, Path parent) throws IOException {
    synchronized (ALL) {
      Path known = ALL.get(files.names());
      if (known != null && Files.isDirectory(known)) {
        return known;
      }
      Path root = files.root().get().toAbsolutePath();
      Path shared = Files.createTempDirectory(parent, "files-");
      GuardProcess.add(shared);
      for (Map.Entry<String, String> file : files.names().entrySet()) {
        Path source = root.resolve(file.getValue());
        Path target = shared.resolve(file.getKey());
        if (Files.isRegularFile(source)) {
          Files.copy(source, target);
          target.toFile().setExecutable(true);
        } else {
          Files.createSymbolicLink(target, source); // of an archive
        }
      }
      ALL.put(Map.copyOf(files.names()), shared);
      return shared;
    }
  }
}
