package dev.lambdasweep.driver.store.files;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Creates files on one kind of file system: whole and on disk, or not at all, and never replacing
 * another one. Safe for concurrent threads and processes.
 */
sealed interface Publisher permits LocalPublisher, HadoopPublisher {
  /** Creates a directory and its parents if they are missing. */
  void makeDirectory(Path directory) throws IOException;

  /**
   * Creates a file, and its directory if it is missing. Once this returns, the file survives the
   * end of the process and, if the file system can flush, a power failure.
   *
   * @return whether the name was free; an existing file stays as it is
   */
  boolean create(Path file, byte[] bytes) throws IOException;

  /**
   * Writes a file in place of the one that has its name, if there is one. Readers see one of the
   * two, whole. It is not flushed, so a power failure may leave an empty one.
   *
   * @throws IOException if it cannot be written, or the directory above the file's own is missing
   */
  void replace(Path file, byte[] bytes) throws IOException;
}
