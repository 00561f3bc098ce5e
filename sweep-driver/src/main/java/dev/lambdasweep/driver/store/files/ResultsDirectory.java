package dev.lambdasweep.driver.store.files;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cluster.Causes;
import dev.lambdasweep.driver.lease.LeaseFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A directory of immutable files on any Hadoop file system. A file exists whole and on disk, or not
 * at all; files left by a killed writer have hidden names, which every reader ignores.
 *
 * <p>Names are relative to the directory, with slashes between their parts. Safe for concurrent
 * threads and processes.
 */
public final class ResultsDirectory {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]*(/[A-Za-z0-9][A-Za-z0-9._=-]*)*");

  private final String shown;
  private final FileSystem files;
  private final Path root;
  private final Publisher publisher;

  private ResultsDirectory(String shown, FileSystem files, Path root, Flush flush) {
    this.shown = shown;
    this.files = files;
    this.root = root;
    this.publisher =
        files instanceof RawLocalFileSystem local && "file".equals(files.getUri().getScheme())
            ? new LocalPublisher(local, root, flush)
            : new HadoopPublisher(files);
  }

  /**
   * The directory; nothing is read or written yet. Without a scheme it is on Hadoop's default file
   * system, which is the local one unless Hadoop's configuration says otherwise, and relative to
   * the working directory unless it is absolute.
   */
  public static ResultsDirectory at(String directory, Configuration hadoop) {
    return at(directory, hadoop, Flush.TO_DISK);
  }

  /**
   * The directory, with another way to flush its files.
   *
   * @param flush used if the directory is local
   */
  static ResultsDirectory at(String directory, Configuration hadoop, Flush flush) {
    try {
      Path path = new Path(directory);
      FileSystem files = path.getFileSystem(hadoop);
      // The checksummed local file system leaves .crc files and cannot flush to disk.
      FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
      return new ResultsDirectory(directory, raw, raw.makeQualified(path), flush);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          String.format(
              "Cannot use results directory %s: %s (give a path or a URI such as hdfs://host/path)",
              directory, Causes.line(e)),
          e);
    }
  }

  /**
   * Checks that the directory is not a file.
   *
   * @throws UserException if it is a file
   */
  public void requireNoFile() {
    try {
      if (isFile()) {
        throw UserException.of(
            "Cannot read results in %s: it is a file, not a directory (give --results DIR)", shown);
      }
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "Cannot read results in %s: %s (check that it can be read)", shown, Causes.line(e)),
          e);
    }
  }

  private boolean isFile() throws IOException {
    return files.exists(root) && !files.getFileStatus(root).isDirectory();
  }

  /**
   * Creates the directory if it is missing, and checks that a file can be written.
   *
   * @throws UserException if not
   */
  public void makeWritable() {
    Path probe = new Path(root, ".probe-" + UUID.randomUUID());
    try {
      if (isFile()) {
        throw UserException.of(
            "Cannot write results to %s: it is a file, not a directory (give --results DIR)",
            shown);
      }
      publisher.makeDirectory(root);
      files.create(probe, false).close();
      files.delete(probe, false);
    } catch (IOException | FSError e) {
      throw new UserException(
          String.format(
              "Cannot write results to %s: %s (give --results DIR, a directory you can write to)",
              shown, Causes.line(e)),
          e);
    }
  }

  /**
   * Writes a file, whole and flushed to disk. An existing file with the same content counts as
   * written, whoever wrote it.
   *
   * @throws UserException if it cannot be written, or exists with other content: nothing is
   *     overwritten
   */
  public void publish(String name, byte[] bytes) {
    if (!create(name, bytes) && !holds(name, bytes)) {
      throw UserException.of(
          "Cannot write %s to %s: it already exists with other content (if it is not needed, move it away and continue with scripts/sweep resume)",
          name, shown);
    }
  }

  /**
   * Writes a file, whole and flushed to disk, like {@link #publish}, but removes one that has its
   * name and other content.
   *
   * @throws UserException if it cannot be written
   */
  public void keep(String name, byte[] bytes) {
    if (!create(name, bytes) && !holds(name, bytes)) {
      try {
        remove(name);
      } catch (IOException e) {
        throw unpublished(name, e);
      }
      publish(name, bytes);
    }
  }

  /**
   * Writes a file, whole and flushed to disk, if its name is free.
   *
   * @return whether the name was free
   * @throws UserException if it cannot be written
   */
  public boolean create(String name, byte[] bytes) {
    try {
      return publisher.create(path(name), bytes);
    } catch (IOException | FSError e) {
      throw unpublished(name, e);
    }
  }

  /**
   * Writes a file that may be replaced, whole or not at all, but not flushed to disk. It creates
   * the file's directory, but not the results directory, which someone may have removed.
   *
   * @throws IOException if it cannot be written
   */
  public void replace(String name, byte[] bytes) throws IOException {
    try {
      publisher.replace(path(name), bytes);
    } catch (FSError e) {
      throw new IOException(Causes.line(e), e);
    }
  }

  /**
   * Removes a file that may be replaced, if it is there.
   *
   * @throws IOException if it cannot be removed
   */
  public void remove(String name) throws IOException {
    try {
      files.delete(path(name), false);
    } catch (FSError e) {
      throw new IOException(Causes.line(e), e);
    }
  }

  private boolean holds(String name, byte[] bytes) {
    try {
      return Arrays.equals(read(name), bytes);
    } catch (IOException e) {
      throw unpublished(name, e);
    }
  }

  private UserException unpublished(String name, Throwable e) {
    return new UserException(
        String.format(
            "Cannot write %s to %s: %s (fix the cause, then continue with scripts/sweep resume)",
            name, shown, Causes.line(e)),
        e);
  }

  /** Names of the visible files and directories in a directory, sorted; none if it is missing. */
  public List<String> list(String name) {
    try {
      return Arrays.stream(files.listStatus(path(name.replaceFirst("/$", ""))))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .filter(child -> !child.startsWith(".") && !child.startsWith("_"))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException | FSError e) {
      throw new UserException(
          String.format(
              "Cannot list %s in %s: %s (check its permissions)", name, shown, Causes.line(e)),
          e);
    }
  }

  /** Whether there is such a file. */
  public boolean holds(String name) {
    try {
      return files.exists(path(name));
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "Cannot look for %s in %s: %s (check its permissions)", name, shown, Causes.line(e)),
          e);
    }
  }

  public byte[] read(String name) throws IOException {
    Path path = path(name);
    try (FSDataInputStream in = files.open(path)) {
      return in.readAllBytes();
    } catch (FSError e) {
      throw new IOException(Causes.line(e), e);
    }
  }

  public boolean exists() {
    try {
      return files.exists(root);
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "Cannot read results in %s: %s (give --results DIR)", shown, Causes.line(e)),
          e);
    }
  }

  /** The lease files of a folder. */
  public LeaseFiles leases(String folder) {
    return new LeaseFiles(files, path(folder));
  }

  Path path(String name) {
    require(
        NAME.matcher(name).matches(),
        "Invalid name: %s, must be parts of letters, digits, dots, dashes, underscores and =, joined by /",
        name);
    return new Path(root, name);
  }

  /** The directory, as the user gave it. */
  @Override
  public String toString() {
    return shown;
  }
}
