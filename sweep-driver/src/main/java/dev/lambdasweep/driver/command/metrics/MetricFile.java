package dev.lambdasweep.driver.command.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a program appends metrics to, read as it grows. */
public final class MetricFile {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final LineSplitter lines;
  private long position;

  public MetricFile(Path file, LineSplitter.Sink sink) {
    this.file = file;
    this.lines = new LineSplitter(sink);
  }

  /** Reads what has been added since the last call. */
  public void read() {
    if (!Files.isRegularFile(file)) {
      return; // the program may never create it
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (int count = channel.read(buffer, position);
          count > 0;
          count = channel.read(buffer, position)) {
        lines.add(buffer.array(), count);
        position += count;
        buffer.clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the metrics of a program from " + file, e);
    }
  }

  /** There will be no more lines. */
  public void end() {
    read();
    lines.end();
  }
}
