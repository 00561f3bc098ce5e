package dev.lambdasweep.driver.table.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.Decompressor;

/**
 * Reads files compressed by Zstandard with the library that Spark contains. Hadoop's own codec
 * needs a native library of Hadoop, which few machines have.
 */
public final class ZstdCodec implements CompressionCodec {
  private static final String CODECS = "io.compression.codecs";
  private static final String NAME = ZstdCodec.class.getName();

  /** Options with which Spark's readers use this codec. */
  static Map<String, String> options(Configuration hadoop) {
    String others = hadoop.get(CODECS, NAME);
    return Map.of(CODECS, others.contains(NAME) ? others : others + "," + NAME);
  }

  /** A copy of Hadoop's settings with which its readers use this codec. */
  static Configuration in(Configuration hadoop) {
    Configuration copy = new Configuration(hadoop);
    options(hadoop).forEach(copy::set);
    copy.setClassLoader(ZstdCodec.class.getClassLoader());
    return copy;
  }

  @Override
  public String getDefaultExtension() {
    return ".zst";
  }

  @Override
  public CompressionInputStream createInputStream(InputStream in) throws IOException {
    return new Decompressing(in);
  }

  @Override
  public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor)
      throws IOException {
    return createInputStream(in);
  }

  /** There is none: the stream itself decompresses. */
  @Override
  public Class<? extends Decompressor> getDecompressorType() {
    return null;
  }

  @Override
  public Decompressor createDecompressor() {
    return null;
  }

  @Override
  public CompressionOutputStream createOutputStream(OutputStream out) {
    throw new UnsupportedOperationException("Tables are only read");
  }

  @Override
  public CompressionOutputStream createOutputStream(OutputStream out, Compressor compressor) {
    throw new UnsupportedOperationException("Tables are only read");
  }

  @Override
  public Class<? extends Compressor> getCompressorType() {
    return null;
  }

  @Override
  public Compressor createCompressor() {
    return null;
  }

  /** A decompressed stream. */
  private static final class Decompressing extends CompressionInputStream {
    private final ZstdInputStream decompressed;

    Decompressing(InputStream compressed) throws IOException {
      super(compressed);
      this.decompressed = new ZstdInputStream(compressed);
    }

    @Override
    public int read() throws IOException {
      return decompressed.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return decompressed.read(bytes, from, length);
    }

    @Override
    public void resetState() {
      throw new UnsupportedOperationException("The stream is read once");
    }

    @Override
    public void close() throws IOException {
      decompressed.close();
      super.close();
    }
  }
}
