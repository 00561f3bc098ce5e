package dev.lambdasweep.core.trainer.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that this process has open, as far as the system tells: on Linux. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Names of regular files, without those that classes and native code are loaded from. */
  static Set<String> now() {
    Set<String> open = new TreeSet<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return open;
    }
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      for (Path descriptor : descriptors.toList()) {
        add(descriptor, open);
      }
    } catch (IOException e) {
      throw new AssertionError("Cannot list open files", e);
    }
    return open;
  }

  private static void add(Path descriptor, Set<String> open) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      if (file.startsWith("/")
          && !file.matches("/(dev|proc)/.*|.*\\.(jar|so|so\\..*|class|jsa)|.*/modules")) {
        open.add(file);
      }
    } catch (IOException e) {
      // closed in the meantime
    }
  }
}
