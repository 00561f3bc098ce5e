package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.trial.ExecutorFiles;
import dev.lambdasweep.driver.trial.TrainerWithFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.Utils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Sends a trainer's files to the executors. Spark sends a file of some name once per application,
 * whatever it contains later, so these travel under names that contain a hash of their content.
 */
public final class ShippedFiles {
  private static final String PREFIX = "lambda-sweep-";
  private static final int HASH_DIGITS = 16;

  private ShippedFiles() {}

  /**
   * Requires that the driver can read the files that a trainer needs.
   *
   * @throws UserException if one of them is no file, or two have the same name
   */
  public static void require(Trainer trainer, Configuration hadoop) {
    if (!(trainer instanceof TrainerWithFiles user)) {
      return;
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String file : user.files()) {
      String other = names.put(name(file), file);
      if (other != null) {
        throw UserException.of(
            "Cannot send %s to the executors: %s has the same name (rename one of them)",
            file, other);
      }
      try {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
        if (!path.getFileSystem(hadoop).getFileStatus(path).isFile()) {
          throw UserException.of(
              "Cannot send %s to the executors: it is not a file (put directories into an archive,"
                  + " and name that in --archives)",
              file);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw cannotSend(file, Causes.line(e), e);
      }
    }
  }

  /**
   * The trainer with what it needs to know on executors, once its files are on their way there.
   *
   * @throws UserException if a file cannot be read
   */
  static Trainer sent(JavaSparkContext context, Trainer trainer) {
    if (!(trainer instanceof TrainerWithFiles user)) {
      return trainer;
    }
    Map<String, String> names = new LinkedHashMap<>();
    CollectionConverters.asJava(context.sc().listFiles())
        .forEach(uri -> names.put(name(uri), name(uri)));
    CollectionConverters.asJava(context.sc().listArchives())
        .forEach(uri -> names.put(archive(uri), archive(uri)));
    names.keySet().removeIf(name -> name.startsWith(PREFIX));
    List<String> added = CollectionConverters.asJava(context.sc().listFiles());
    for (String file : user.files()) {
      Path copy = copy(context, file);
      String sent = copy.getFileName().toString();
      if (added.stream().noneMatch(uri -> name(uri).equals(sent))) {
        context.addFile(copy.toString());
      }
      names.put(name(file), sent);
    }
    return user.with(new ExecutorFiles(names, () -> Path.of(SparkFiles.getRootDirectory())));
  }

  private static Path copy(JavaSparkContext context, String file) {
    try {
      org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(file);
      FileSystem files = source.getFileSystem(context.hadoopConfiguration());
      Path folder = Path.of(Utils.getLocalDir(context.getConf()), "lambda-sweep-files");
      Files.createDirectories(folder);
      Path copy = Files.createTempFile(folder, "", "");
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(files.open(source), digest)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
      return Files.move(
          copy,
          folder.resolve(PREFIX + hash + "-" + name(file)),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotSend(file, Causes.line(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  private static UserException cannotSend(String file, String cause, Exception e) {
    return new UserException(
        "Cannot send %s to the executors: %s (correct trainer.command.files)"
            .formatted(file, cause),
        e);
  }

  /** Name of a file in its directory. */
  private static String name(String pathOrUri) {
    String path = pathOrUri.replaceFirst("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Name of the directory that an archive is unpacked to: {@code environment.tgz#python}. */
  private static String archive(String uri) {
    return uri.contains("#") ? uri.substring(uri.indexOf('#') + 1) : name(uri);
  }
}
