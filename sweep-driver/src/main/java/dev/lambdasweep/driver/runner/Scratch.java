package dev.lambdasweep.driver.runner;

import dev.lambdasweep.core.trainer.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory that is created when it is first needed, and removed with what it contains. */
final class Scratch implements AutoCloseable {
  private final Path parent;
  private final String host;
  private Optional<Path> directory = Optional.empty();

  /**
   * A directory that does not exist yet.
   *
   * @param parent directory to create it in
   * @param host name of the machine, for messages
   */
  Scratch(Path parent, String host) {
    this.parent = parent;
    this.host = host;
  }

  /**
   * The directory; only its owner can read it.
   *
   * @throws UnfitMachineException if it cannot be created
   */
  synchronized Path path() {
    if (directory.isEmpty()) {
      try {
        Files.createDirectories(parent);
        directory = Optional.of(Files.createTempDirectory(parent, "trial-"));
      } catch (IOException e) {
        throw new UnfitMachineException(
            "Cannot create a directory for a trial in %s on %s: %s (free space there)"
                .formatted(parent, host, e),
            e);
      }
    }
    return directory.get();
  }

  /** Removes it; what cannot be removed stays, since the training has ended. */
  @Override
  public synchronized void close() {
    if (directory.isPresent()) {
      Directories.remove(directory.get());
      directory = Optional.empty();
    }
  }
}
