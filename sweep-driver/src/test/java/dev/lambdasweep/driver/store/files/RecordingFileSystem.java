package dev.lambdasweep.driver.store.files;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file system that only Hadoop knows, {@code recording:/folder}, with the rename of HDFS: it
 * fails if the target exists. It records its calls and can make renames wait for each other.
 */
public final class RecordingFileSystem extends RawLocalFileSystem {
  private static final List<String> CALLS = Collections.synchronizedList(new ArrayList<>());
  private static final Object RENAMING = new Object();
  private static CyclicBarrier renames = new CyclicBarrier(1);

  /** Settings that include this file system; clears the recorded calls. */
  static Configuration configuration() {
    return configuration(1);
  }

  /**
   * Settings that include this file system; clears the recorded calls.
   *
   * @param writers number of renames that wait for each other before any is done
   */
  static Configuration configuration(int writers) {
    CALLS.clear();
    renames = new CyclicBarrier(writers);
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.recording.impl", RecordingFileSystem.class, FileSystem.class);
    return hadoop;
  }

  /** Recorded calls that wrote something, without the unique endings of hidden names. */
  static List<String> calls() {
    return List.copyOf(CALLS);
  }

  @Override
  public URI getUri() {
    return URI.create("recording:///");
  }

  @Override
  public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
    note("create", file);
    FSDataOutputStream inner = super.create(file, overwrite);
    return new FSDataOutputStream(inner, null) {
      @Override
      public void hsync() throws IOException {
        note("hsync", file);
        inner.hsync();
      }

      @Override
      public void close() throws IOException {
        note("close", file);
        super.close();
      }
    };
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    note("rename to " + to.getName(), from);
    try {
      renames.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
    synchronized (RENAMING) {
      return !exists(to) && super.rename(from, to);
    }
  }

  private static void note(String call, Path file) {
    CALLS.add(call + " " + file.getName().replaceAll("-[0-9a-f-]{36}$", ""));
  }
}
