package dev.lambdasweep.driver.results;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.lease.LeaseFiles;
import dev.lambdasweep.driver.spark.Causes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A directory of immutable files on any Hadoop file system. A file is there whole and on disk, or
 * not at all; what a killed writer leaves has a hidden name, which every reader passes over.
 *
 * <p>Names are below the directory, with slashes between their parts. Safe for many threads and
 * processes at once.
 */
final class ResultsDirectory {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9.=-]*(/[A-Za-z0-9][A-Za-z0-9.=-]*)*");

  private final String shown;
  private final FileSystem files;
  private final Path root;

  /** Folders whose entries in the folders above them this has flushed to disk. */
  private final Set<java.nio.file.Path> entered = ConcurrentHashMap.newKeySet();

  private ResultsDirectory(String shown, FileSystem files, Path root) {
    this.shown = shown;
    this.files = files;
    this.root = root;
  }

  /**
   * The directory; nothing is touched. Without a scheme it lies on Hadoop's default file system,
   * which is the local one unless Hadoop's configuration says otherwise, and below the caller's
   * directory unless it is absolute.
   */
  static ResultsDirectory at(String directory, Configuration hadoop) {
    try {
      Path path = new Path(directory);
      FileSystem files = path.getFileSystem(hadoop);
      // The checksummed local file system leaves .crc files and cannot flush to disk.
      FileSystem raw = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
      return new ResultsDirectory(directory, raw, raw.makeQualified(path));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          String.format(
              "Cannot use results directory %s: %s (give a path or a URI such as hdfs://host/path)",
              directory, Causes.line(e)),
          e);
    }
  }

  /**
   * Sees that there is a directory or nothing.
   *
   * @throws UserException if there is a file
   */
  void requireNoFile() {
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
   * Makes the directory where it is missing, and sees that a file can be written.
   *
   * @throws UserException if not
   */
  void makeWritable() {
    Path probe = new Path(root, ".probe-" + UUID.randomUUID());
    try {
      if (isFile()) {
        throw UserException.of(
            "Cannot write results to %s: it is a file, not a directory (give --results DIR)",
            shown);
      }
      if (!files.mkdirs(root)) {
        throw unwritable("it cannot be created", new IOException(root.toString()));
      }
      files.create(probe, false).close();
      files.delete(probe, false);
      if (files instanceof RawLocalFileSystem local) {
        java.nio.file.Path above = local.pathToFile(root).toPath().getParent();
        // a directory that may be entered but not listed cannot be flushed either
        if (above != null && Files.isReadable(above)) {
          flush(above);
        }
      }
    } catch (IOException | FSError e) {
      throw unwritable(Causes.line(e), e);
    }
  }

  /**
   * Writes a file under a hidden name, flushes it to disk and renames it. Once this returns, the
   * file outlives the process and, where the file system can flush, the machine's power.
   *
   * @throws UserException if it cannot be written, or is there already: nothing is overwritten
   */
  void publish(String name, byte[] bytes) {
    Path target = path(name);
    Path hidden = new Path(target.getParent(), "." + target.getName() + "-" + UUID.randomUUID());
    try {
      write(hidden, bytes);
      if (files instanceof RawLocalFileSystem local) {
        link(local, hidden, target);
      } else {
        rename(hidden, target);
      }
    } catch (IOException | FSError e) {
      throw UserException.of(
          "Cannot write %s to %s: %s (mend it, then continue with scripts/sweep resume)",
          name, shown, Causes.line(e));
    } finally {
      deleteQuietly(hidden);
    }
  }

  /** Visible files and directories below one, in the order of their names; none if missing. */
  List<String> list(String name) {
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
  boolean holds(String name) {
    try {
      return files.exists(path(name));
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "Cannot look for %s in %s: %s (check its permissions)", name, shown, Causes.line(e)),
          e);
    }
  }

  byte[] read(String name) throws IOException {
    Path path = path(name);
    try (FSDataInputStream in = files.open(path)) {
      return in.readAllBytes();
    } catch (FSError e) {
      throw new IOException(Causes.line(e), e);
    }
  }

  boolean exists() {
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
  LeaseFiles leases(String folder) {
    return new LeaseFiles(files, path(folder));
  }

  Path path(String name) {
    require(
        NAME.matcher(name).matches(),
        "Invalid name: %s, must be parts of letters, digits, dots, dashes and =, joined by /",
        name);
    return new Path(root, name);
  }

  /** As the user gave it. */
  @Override
  public String toString() {
    return shown;
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      out.write(bytes);
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  /** A link, unlike a local rename, fails where the target is there already. */
  private void link(RawLocalFileSystem local, Path hidden, Path target) throws IOException {
    java.nio.file.Path file = local.pathToFile(target).toPath();
    try {
      Files.createLink(file, local.pathToFile(hidden).toPath());
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new IOException("it is there already");
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      // file systems without links, such as exFAT
      rename(hidden, target);
    }
    flush(file.getParent());
    java.nio.file.Path top = local.pathToFile(root).toPath();
    for (java.nio.file.Path folder = file.getParent();
        !folder.equals(top) && !entered.contains(folder);
        folder = folder.getParent()) {
      flush(folder.getParent());
      entered.add(folder);
    }
  }

  private void rename(Path hidden, Path target) throws IOException {
    if (files.exists(target)) {
      throw new IOException("it is there already");
    }
    if (!files.rename(hidden, target)) {
      throw new IOException("it cannot be renamed from " + hidden.getName());
    }
  }

  private static void flush(java.nio.file.Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void deleteQuietly(Path hidden) {
    try {
      files.delete(hidden, false);
    } catch (IOException | FSError e) {
      // it stays; readers pass over hidden names
    }
  }

  private UserException unwritable(String cause, Throwable e) {
    return new UserException(
        String.format(
            "Cannot write results to %s: %s (give --results DIR, a directory you can write to)",
            shown, cause),
        e);
  }
}
