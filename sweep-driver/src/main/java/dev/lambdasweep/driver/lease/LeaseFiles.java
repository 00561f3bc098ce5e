package dev.lambdasweep.driver.lease;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The lease files of a sweep's folder, by their numbers.
 *
 * @param files the file system
 * @param folder folder of the sweep
 */
public record LeaseFiles(FileSystem files, Path folder) {
  private static final Pattern NAME = Pattern.compile("lease-(\\d{1,9})\\.json");

  /** The texts of the files by their numbers; none if the folder is missing. */
  SortedMap<Integer, String> read() throws IOException {
    SortedMap<Integer, String> texts = new TreeMap<>();
    try {
      for (FileStatus file : files.listStatus(folder)) {
        Matcher name = NAME.matcher(file.getPath().getName());
        if (name.matches()) {
          texts.put(Integer.parseInt(name.group(1)), text(file.getPath()));
        }
      }
    } catch (FileNotFoundException e) {
      // a file has been removed meanwhile: read the remaining ones again
      return files.exists(folder) ? read() : new TreeMap<>();
    } catch (FSError e) {
      throw new IOException(e.getMessage(), e);
    }
    return texts;
  }

  boolean hasFolder() throws IOException {
    return files.exists(folder);
  }

  void makeFolder() throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      Files.createDirectories(local.pathToFile(folder).toPath());
    } else {
      files.mkdirs(folder);
    }
  }

  /** Creates a file unless there is one of its number; returns whether it did. */
  boolean create(int number, String text) throws IOException {
    try {
      if (files instanceof RawLocalFileSystem) {
        Files.writeString(local(name(number)), text, StandardOpenOption.CREATE_NEW);
      } else {
        write(number, text, false);
      }
      return true;
    } catch (java.nio.file.FileAlreadyExistsException | FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Overwrites the file of a number. Never creates the folder, which someone may have removed. */
  void replace(int number, String text) throws IOException {
    if (files instanceof RawLocalFileSystem) {
      java.nio.file.Path hidden = local("." + name(number) + "-" + LeaseState.ownerOf(text));
      Files.writeString(hidden, text);
      Files.move(hidden, local(name(number)), StandardCopyOption.ATOMIC_MOVE);
    } else {
      write(number, text, true);
    }
  }

  void delete(int number) throws IOException {
    files.delete(new Path(folder, name(number)), false);
  }

  private void write(int number, String text, boolean over) throws IOException {
    try (OutputStream out =
        files.createFile(new Path(folder, name(number))).overwrite(over).build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String text(Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private java.nio.file.Path local(String name) {
    return ((RawLocalFileSystem) files).pathToFile(new Path(folder, name)).toPath();
  }

  private static String name(int number) {
    return "lease-" + number + ".json";
  }
}
