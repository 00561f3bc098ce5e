package dev.lambdasweep.driver.store.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Creates files on any Hadoop file system: writes under a hidden name, flushes if the file system
 * can, renames. If a rename fails when its target exists, as on HDFS, at most one of several
 * writers of the same name succeeds; if it replaces the target, a file created between another
 * writer's check and rename is replaced.
 */
final class HadoopPublisher implements Publisher {
  private final FileSystem files;

  HadoopPublisher(FileSystem files) {
    this.files = files;
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    if (!files.mkdirs(directory)) {
      throw new IOException("it cannot be created");
    }
  }

  @Override
  public boolean create(Path file, byte[] bytes) throws IOException {
    Path hidden = hidden(file);
    try {
      write(hidden, bytes);
      return rename(hidden, file);
    } finally {
      deleteQuietly(hidden);
    }
  }

  @Override
  public void replace(Path file, byte[] bytes) throws IOException {
    Path folder = file.getParent();
    if (!files.exists(folder.getParent())) {
      throw new FileNotFoundException(folder.getParent() + " does not exist");
    }
    files.mkdirs(folder);
    Path hidden = hidden(file);
    try {
      FileContext context = FileContext.getFileContext(file.toUri(), files.getConf());
      write(hidden, bytes);
      context.rename(hidden, file, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // one without a rename that replaces, such as an object store, where a file appears whole
      try (OutputStream out = files.createFile(file).overwrite(true).build()) {
        out.write(bytes);
      }
    } finally {
      deleteQuietly(hidden);
    }
  }

  private static Path hidden(Path file) {
    return new Path(file.getParent(), "." + file.getName() + "-" + UUID.randomUUID());
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      out.write(bytes);
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  private boolean rename(Path hidden, Path file) throws IOException {
    if (files.exists(file)) {
      return false;
    }
    if (files.rename(hidden, file)) {
      return true;
    }
    if (files.exists(file)) {
      return false;
    }
    throw new IOException("it cannot be renamed from " + hidden.getName());
  }

  private void deleteQuietly(Path hidden) {
    try {
      files.delete(hidden, false);
    } catch (IOException | FSError e) {
      // it remains; readers ignore hidden names
    }
  }
}
