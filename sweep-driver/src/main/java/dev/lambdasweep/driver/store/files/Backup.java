package dev.lambdasweep.driver.store.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compressed in-memory copies of files that were written, in case someone removes them while the
 * writer is still running. Thread-safe.
 */
public final class Backup {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** Keeps a copy of a file. */
  public synchronized void keep(String name, byte[] bytes) {
    files.put(name, compressed(bytes));
  }

  /**
   * Writes the files that are missing, in the order in which they were kept.
   *
   * @return whether any was missing
   */
  public synchronized boolean restore(ResultsDirectory directory) {
    Map<String, Set<String>> present = new LinkedHashMap<>();
    boolean isAnyMissing = false;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      int slash = file.getKey().lastIndexOf('/');
      Set<String> names =
          present.computeIfAbsent(
              file.getKey().substring(0, slash), folder -> new HashSet<>(directory.list(folder)));
      if (!names.contains(file.getKey().substring(slash + 1))) {
        directory.publish(file.getKey(), decompressed(file.getValue()));
        isAnyMissing = true;
      }
    }
    return isAnyMissing;
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static byte[] decompressed(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
