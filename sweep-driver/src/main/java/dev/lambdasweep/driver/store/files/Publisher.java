package dev.lambdasweep.driver.store.files;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Creates files on one kind of file system: whole and on disk or not at all, and never over another
 * one. Safe for many threads and processes at once.
 */
sealed interface Publisher permits LocalPublisher, HadoopPublisher {
  /** Makes a directory and those above it where they are missing. */
  void makeDirectory(Path directory) throws IOException;

  /**
   * Creates a file, and its directory where it is missing. Once this returns, the file outlives the
   * process and, where the file system can flush, a power failure.
   *
   * @return whether the name was free; a file that is there stays as it is
   */
  boolean create(Path file, byte[] bytes) throws IOException;
}
