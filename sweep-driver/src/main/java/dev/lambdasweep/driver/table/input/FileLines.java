package dev.lambdasweep.driver.table.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/** The lines of one file, compressed or not, read by the driver. */
public final class FileLines implements Closeable {
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final LineReader lines;
  private final Charset charset;
  private long number;

  /**
   * Opens a file.
   *
   * @param separator what separates lines; empty for the usual ends of lines
   */
  public FileLines(Path file, Configuration hadoop, Charset charset, Optional<byte[]> separator)
      throws IOException {
    FileSystem system = file.getFileSystem(hadoop);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
    InputStream raw = system.open(file);
    InputStream in = codec == null ? raw : codec.createInputStream(raw);
    this.lines =
        separator.isPresent()
            ? new LineReader(in, hadoop, separator.get())
            : new LineReader(in, hadoop);
    this.charset = charset;
  }

  /**
   * The next line.
   *
   * @throws CharacterCodingException if it is not text of the charset
   */
  public Optional<String> next() throws IOException {
    Text line = new Text();
    if (lines.readLine(line) == 0) {
      return Optional.empty();
    }
    number++;
    String text = decoded(line.getBytes(), line.getLength(), charset);
    boolean hasMark = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return Optional.of(hasMark ? text.substring(1) : text);
  }

  /** Number of the line that was read last, from 1. */
  public long number() {
    return number;
  }

  /**
   * Bytes as text.
   *
   * @throws CharacterCodingException if they are not text of the charset
   */
  public static String decoded(byte[] bytes, int length, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, 0, length))
        .toString();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
