package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that paths stand for, found as Spark finds them: those of folders and of partitions
 * within, such as year=2025, without names that begin with a dot or an underscore.
 *
 * @param description the paths as the user gave them
 * @param files files in the order of their names, at least one
 */
public record DataFiles(String description, List<FileStatus> files) {
  /** Endings of compressed files, which follow that of the format. */
  private static final Set<String> COMPRESSED = Set.of("gz", "bz2", "zst", "deflate");

  /** The formats by the endings of their files. */
  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("csv", "csv"),
          Map.entry("tsv", "tsv"),
          Map.entry("json", "json"),
          Map.entry("jsonl", "jsonl"),
          Map.entry("ndjson", "jsonl"),
          Map.entry("parquet", "parquet"),
          Map.entry("orc", "orc"),
          Map.entry("avro", "avro"),
          Map.entry("libsvm", "libsvm"),
          Map.entry("svm", "libsvm"));

  public DataFiles {
    files = List.copyOf(files);
  }

  /**
   * Finds the files of paths.
   *
   * @param paths files, folders and patterns, at least one
   * @param isRecursive whether all folders within a folder are read, or only those of partitions
   * @throws UserException if a path stands for no file
   */
  public static DataFiles of(List<String> paths, Configuration hadoop, boolean isRecursive) {
    List<FileStatus> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(files(path, hadoop, isRecursive));
    }
    files.sort(Comparator.comparing(FileStatus::getPath));
    return new DataFiles(description(paths), files);
  }

  public static String description(List<String> paths) {
    return paths.size() <= 2
        ? String.join(" and ", paths)
        : "%s and %d more paths".formatted(paths.get(0), paths.size() - 1);
  }

  private static List<FileStatus> files(String text, Configuration hadoop, boolean isRecursive) {
    List<FileStatus> found = new ArrayList<>();
    try {
      Path path = new Path(text);
      FileSystem system = path.getFileSystem(hadoop);
      FileStatus[] matches = system.globStatus(path);
      if (matches == null || matches.length == 0) {
        throw UserException.of(
            "Cannot read %s: %s (check the path)",
            text,
            isPattern(text)
                ? "no file matches this pattern"
                : "there is no such file or directory");
      }
      for (FileStatus match : matches) {
        collect(system, match, isRecursive, found);
      }
    } catch (FileNotFoundException e) {
      throw unreadable(text, "there is no such file or directory", e);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, "it is neither a path nor a URI", e);
    } catch (IOException e) {
      throw unreadable(text, ReadErrors.reason(e), e);
    }
    if (found.isEmpty()) {
      throw UserException.of(
          "Cannot read %s: there are no files in it (check the path; for files in folders within it,"
              + " set data.table.options.recursiveFileLookup = true)",
          text);
    }
    return found;
  }

  private static boolean isPattern(String path) {
    return path.matches(".*[*?\\[{].*");
  }

  private static UserException unreadable(String path, String cause, Exception reason) {
    return new UserException("Cannot read %s: %s (check the path)".formatted(path, cause), reason);
  }

  private static void collect(
      FileSystem system, FileStatus status, boolean isRecursive, List<FileStatus> files)
      throws IOException {
    if (!status.isDirectory()) {
      files.add(status);
      return;
    }
    for (FileStatus child : system.listStatus(status.getPath())) {
      String name = child.getPath().getName();
      // a folder such as _year=2025 holds a partition
      boolean isPartition = name.contains("=");
      boolean isHidden = name.startsWith(".") || (name.startsWith("_") && !isPartition);
      if (!isHidden && (child.isFile() || isPartition || isRecursive)) {
        collect(system, child, isRecursive, files);
      }
    }
  }

  /**
   * The format that the endings of the files tell.
   *
   * @throws UserException if they tell none, or several
   */
  public String format() {
    Set<String> endings =
        files.stream()
            .map(file -> ending(file.getPath().getName()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> formats =
        endings.stream()
            .map(ending -> FORMATS.getOrDefault(ending, ""))
            .collect(Collectors.toCollection(TreeSet::new));
    if (formats.size() == 1 && !formats.contains("")) {
      return formats.iterator().next();
    }
    String found =
        endings.stream()
            .map(ending -> ending.isEmpty() ? "nothing" : "." + ending)
            .collect(Collectors.joining(", "));
    throw UserException.of(
        "Cannot read %s: its format is unknown, since its files end in %s (set data.table.format,"
            + " to csv for example)",
        description, found);
  }

  private static String ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    if (dot >= 0 && COMPRESSED.contains(lower.substring(dot + 1))) {
      lower = lower.substring(0, dot);
      dot = lower.lastIndexOf('.');
    }
    return dot < 0 ? "" : lower.substring(dot + 1);
  }

  /** The paths of the files, as Spark takes them. */
  public List<String> paths() {
    return files.stream().map(file -> file.getPath().toString()).toList();
  }

  /** The files that are not empty. */
  public List<FileStatus> withContent() {
    return files.stream().filter(file -> file.getLen() > 0).toList();
  }
}
