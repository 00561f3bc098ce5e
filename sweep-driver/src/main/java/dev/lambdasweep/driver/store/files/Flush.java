package dev.lambdasweep.driver.store.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Forces a local file or folder to disk. Tests replace it to observe what is flushed and when. */
@FunctionalInterface
interface Flush {
  /** The operating system's flush: content and metadata. */
  Flush TO_DISK = (channel, path) -> channel.force(true);

  /**
   * Returns once the file or folder is on disk.
   *
   * @param channel open channel of the file or folder
   * @param path path of the file or folder
   */
  void flush(FileChannel channel, Path path) throws IOException;
}
