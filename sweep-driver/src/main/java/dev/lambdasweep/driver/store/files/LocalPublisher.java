package dev.lambdasweep.driver.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Creates local files: writes under a hidden name, flushes, names the file by a hard link, flushes
 * the folders. A link, unlike a local rename, fails if the name is taken.
 *
 * <p>Java creates the files and folders, so their permissions follow the process's umask; Hadoop
 * would apply its own {@code fs.permissions.umask-mode}.
 */
final class LocalPublisher implements Publisher {
  /** A folder may be removed after it is created and before the file in it gets its name. */
  private static final int MOST_ATTEMPTS = 3;

  private final RawLocalFileSystem files;
  private final Path root;
  private final Flush flush;

  /** Folders below the root whose entries in their parents have been flushed. */
  private final Set<Path> entered = ConcurrentHashMap.newKeySet();

  /**
   * A publisher of files below a directory.
   *
   * @param files file system that names local files
   * @param root directory that contains all files
   */
  LocalPublisher(RawLocalFileSystem files, org.apache.hadoop.fs.Path root, Flush flush) {
    this.files = files;
    this.root = local(root);
    this.flush = flush;
  }

  @Override
  public void makeDirectory(org.apache.hadoop.fs.Path directory) throws IOException {
    Path folder = local(directory);
    makeFolders(folder);
    flushEntry(folder);
  }

  @Override
  public boolean create(org.apache.hadoop.fs.Path file, byte[] bytes) throws IOException {
    Path target = local(file);
    for (int attempt = 1; ; attempt++) {
      try {
        return create(target, bytes);
      } catch (NoSuchFileException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public void replace(org.apache.hadoop.fs.Path file, byte[] bytes) throws IOException {
    Path target = local(file);
    Path folder = target.getParent();
    Path hidden = hidden(target);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    try {
      Files.write(hidden, bytes);
      Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteQuietly(hidden);
    }
  }

  private static Path hidden(Path target) {
    return target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
  }

  private boolean create(Path target, byte[] bytes) throws IOException {
    Path folder = target.getParent();
    Path hidden = hidden(target);
    makeFolders(folder);
    try {
      write(hidden, bytes);
      boolean isFree = name(hidden, target);
      // even where another writer was first, who may not have come to this yet
      flushFolders(folder);
      return isFree;
    } finally {
      deleteQuietly(hidden);
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      flush.flush(channel, file);
    }
  }

  private static boolean name(Path hidden, Path target) throws IOException {
    try {
      Files.createLink(target, hidden);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return move(hidden, target);
    }
  }

  /** For file systems without links, such as exFAT: a check and a rename. */
  private static boolean move(Path hidden, Path target) throws IOException {
    try {
      Files.move(hidden, target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Creates missing folders, and flushes the entry of each. */
  private void makeFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
      missing.push(one);
    }
    Files.createDirectories(folder);
    for (Path made : missing) {
      flushEntry(made);
      entered.add(made);
    }
  }

  private void flushFolders(Path innermost) throws IOException {
    flush(innermost);
    for (Path folder = innermost;
        !folder.equals(root) && !entered.contains(folder);
        folder = folder.getParent()) {
      flush(folder.getParent());
      entered.add(folder);
    }
  }

  private void flushEntry(Path folder) throws IOException {
    Path above = folder.getParent();
    // a directory that may be entered but not listed cannot be flushed either
    if (above != null && Files.isReadable(above)) {
      flush(above);
    }
  }

  private void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      flush.flush(channel, folder);
    }
  }

  private static void deleteQuietly(Path hidden) {
    try {
      Files.deleteIfExists(hidden);
    } catch (IOException e) {
      // it remains; readers ignore hidden names
    }
  }

  private Path local(org.apache.hadoop.fs.Path path) {
    return files.pathToFile(path).toPath();
  }
}
