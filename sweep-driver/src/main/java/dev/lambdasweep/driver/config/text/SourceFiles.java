package dev.lambdasweep.driver.config.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a sweep's file and all files that it includes. Their total size and number are bounded, so
 * that a wrong or hostile file ends in a message, not in endless reading.
 */
public final class SourceFiles {
  /** Bytes of all files together, at most. */
  public static final int MOST_BYTES = 1 << 20;

  /** Files that are read, at most; one that is included twice counts twice. */
  public static final int MOST_FILES = 100;

  private int files;
  private int bytes;

  /**
   * Reads a whole file.
   *
   * @return its text; reading it fails if it is not UTF-8
   * @throws IOException whose message is the cause, for the user
   */
  public Reader read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.isDirectory(file) ? "it is a directory" : "it is not a regular file");
    }
    files++;
    if (files > MOST_FILES) {
      throw new IOException("there would be more than " + MOST_FILES + " files");
    }
    // the file system's size is not reliable: it is 0 in /proc
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MOST_BYTES - bytes + 1);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
    bytes += content.length;
    if (bytes > MOST_BYTES) {
      throw new IOException(
          files == 1
              ? "it is larger than 1 MiB"
              : "the file and what it includes are larger than 1 MiB");
    }
    return new InputStreamReader(
        new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder());
  }
}
