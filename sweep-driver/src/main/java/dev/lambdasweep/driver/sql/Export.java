package dev.lambdasweep.driver.sql;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cluster.Causes;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.Skipped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Exports rows to files for other programs. */
public final class Export {
  private Export() {}

  /**
   * Writes the result of a statement to one Parquet file. Spark writes folders, so this moves the
   * one file out of a hidden folder next to the target.
   *
   * @param statement statement composed by this program, not by the user
   * @param file local file, overwritten if it exists
   * @return lines of the results that were skipped
   * @throws UserException if the file cannot be written
   */
  public static List<Skipped> parquet(
      SparkSession spark, Views views, String statement, Path file) {
    Reading<SparkSession> session = views.open(spark);
    Path parent = file.toAbsolutePath().getParent();
    try {
      Path folder = Files.createTempDirectory(parent, ".export");
      try {
        session
            .value()
            .sql(statement)
            .coalesce(1)
            .write()
            .mode(SaveMode.Overwrite)
            // Hadoop's path of a URI, whose own text has %20 instead of spaces
            .parquet(new org.apache.hadoop.fs.Path(folder.toUri()).toString());
        try (Stream<Path> files = Files.list(folder)) {
          Path part =
              files
                  .filter(one -> one.getFileName().toString().endsWith(".parquet"))
                  .findFirst()
                  .orElseThrow(() -> new IOException("Spark wrote no file"));
          Files.move(copy(part), file, StandardCopyOption.REPLACE_EXISTING);
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } catch (RuntimeException e) {
      // Spark wraps the error of the file system
      throw Causes.innermost(e) instanceof IOException cause ? cannotWrite(file, cause) : e;
    }
    return session.skipped();
  }

  /**
   * Copies the file in the same folder, so that its permissions follow the process's umask; those
   * of Spark's file follow Hadoop's {@code fs.permissions.umask-mode}.
   */
  private static Path copy(Path part) throws IOException {
    Path copy = part.resolveSibling("copy");
    try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
      Files.copy(part, out);
    }
    return copy;
  }

  /** The error for a file named by the user that cannot be written. */
  public static UserException cannotWrite(Path file, IOException e) {
    String cause;
    if (e instanceof NoSuchFileException) {
      cause = "there is no such directory";
    } else if (e instanceof AccessDeniedException) {
      cause = "permission denied";
    } else if (Files.isDirectory(file)) {
      cause = "it is a directory";
    } else {
      cause = e.getMessage();
    }
    return new UserException(
        "Cannot write %s: %s (give --out FILE, a file you can write to)".formatted(file, cause), e);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
