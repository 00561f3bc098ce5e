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

/** Rows as files for other programs. */
public final class Export {
  private Export() {}

  /**
   * Writes what a statement gives as one Parquet file. Spark writes folders; this takes the one
   * file out of a hidden folder beside.
   *
   * @param statement of this program's own making
   * @param file local, overwritten
   * @return the lines of the results that were left out
   * @throws UserException if it cannot be written
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
            // a text would be taken as it is, and a URI's has %20 for a space
            .parquet(new org.apache.hadoop.fs.Path(folder.toUri()).toString());
        try (Stream<Path> files = Files.list(folder)) {
          Path part =
              files
                  .filter(one -> one.getFileName().toString().endsWith(".parquet"))
                  .findFirst()
                  .orElseThrow(() -> new IOException("Spark has written no file"));
          Files.move(copy(part), file, StandardCopyOption.REPLACE_EXISTING);
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } catch (RuntimeException e) {
      // Spark wraps what the disk said
      throw Causes.innermost(e) instanceof IOException cause ? cannotWrite(file, cause) : e;
    }
    return session.skipped();
  }

  /**
   * A copy beside the file, with the permissions that the process's umask leaves; Spark's own have
   * those of Hadoop's {@code fs.permissions.umask-mode}.
   */
  private static Path copy(Path part) throws IOException {
    Path copy = part.resolveSibling("copy");
    try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
      Files.copy(part, out);
    }
    return copy;
  }

  /** A message for a file that the user named and that cannot be written. */
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
