package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.data.PartFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a directory on any Hadoop file system.
 *
 * @param location the directory as the user gave it
 * @param hadoop configuration that says which file systems exist
 */
record HadoopFiles(String location, Configuration hadoop) implements PartFiles {
  @Override
  public boolean exists() throws IOException {
    return fileSystem().exists(directory());
  }

  @Override
  public OptionalLong size(String file) throws IOException {
    try {
      FileStatus status = fileSystem().getFileStatus(new Path(directory(), file));
      return status.isFile() ? OptionalLong.of(status.getLen()) : OptionalLong.empty();
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public InputStream open(String file) throws IOException {
    return fileSystem().open(new Path(directory(), file));
  }

  private Path directory() throws IOException {
    try {
      return new Path(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("it is neither a path nor a URI", e);
    }
  }

  /** The file system; a local one without checksum files, which CIFAR-10 does not have. */
  private FileSystem fileSystem() throws IOException {
    FileSystem found = directory().getFileSystem(hadoop);
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }
}
