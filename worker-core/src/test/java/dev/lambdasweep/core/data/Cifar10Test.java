package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORD = 3073;

  @TempDir private Path directory;
  private Cifar10 source;

  @BeforeEach
  void look() {
    source = new Cifar10(new LocalFiles(directory));
  }

  @Test
  void namesItsDirectory() {
    assertThat(source.description()).isEqualTo("CIFAR-10 in " + directory);
  }

  @Test
  void readsPartsInTheOrderAskedFor() throws IOException {
    write("data_batch_1", records(0, 130));
    write("test_batch", records(500, 2));

    Examples examples = source.read(List.of("test_batch", "data_batch_1"));

    assertThat(examples.size()).isEqualTo(132);
    assertThat(examples.shape()).containsExactly(3, 32, 32);
    assertThat(examples.classes()).isEqualTo(10);
    byte[] both = new byte[132 * RECORD];
    System.arraycopy(records(500, 2), 0, both, 0, 2 * RECORD);
    System.arraycopy(records(0, 130), 0, both, 2 * RECORD, 130 * RECORD);
    for (int i = 0; i < 132; i++) {
      assertThat(examples.label(i)).isEqualTo(both[i * RECORD]);
      assertThat(
              Arrays.copyOfRange(
                  ((ByteFeatures) examples.features()).numbers(), i * 3072, (i + 1) * 3072))
          .isEqualTo(Arrays.copyOfRange(both, i * RECORD + 1, (i + 1) * RECORD));
    }
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    write("data_batch_1", Arrays.copyOf(records(0, 2), 2 * RECORD - 1));
    assertRefused(
        "data_batch_1",
        "Cannot read %s/data_batch_1.bin: 6145 bytes is not a whole number of 3073-byte records"
            + " (the file is truncated or not CIFAR-10's binary version; fetch it again with"
            + " scripts/fetch-cifar10)");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    write("data_batch_1", new byte[0]);
    assertRefused(
        "data_batch_1",
        "Cannot read %s/data_batch_1.bin: 0 bytes is not a whole number of 3073-byte records"
            + " (the file is truncated or not CIFAR-10's binary version; fetch it again with"
            + " scripts/fetch-cifar10)");
  }

  @Test
  void refusesALabelOfTen() throws IOException {
    byte[] bytes = records(0, 100);
    bytes[70 * RECORD] = 10;
    write("data_batch_2", bytes);
    assertRefused(
        "data_batch_2",
        "Cannot read %s/data_batch_2.bin: label of record 70 (counted from 0) is 10, must be in"
            + " [0, 9] (the file is damaged or not CIFAR-10's binary version; fetch it again with"
            + " scripts/fetch-cifar10)");
  }

  @Test
  void refusesAMissingFile() {
    assertRefused(
        "data_batch_3",
        "Cannot read %s/data_batch_3.bin: there is no such file (fetch it again with"
            + " scripts/fetch-cifar10)");
  }

  @Test
  void refusesAMissingDirectory() {
    Path missing = directory.resolve("nowhere");
    assertThatThrownBy(() -> new Cifar10(new LocalFiles(missing)).read(List.of("data_batch_1")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read CIFAR-10: there is no directory %s (fetch the images with"
                + " scripts/fetch-cifar10, or name the directory that holds data_batch_1.bin)",
            missing);
  }

  @Test
  void refusesAnUnknownPart() {
    assertRefused(
        "data_batch_6",
        "Invalid part of CIFAR-10: data_batch_6, must be one of data_batch_1, data_batch_2,"
            + " data_batch_3, data_batch_4, data_batch_5, test_batch");
  }

  @Test
  void refusesAFileThatEndsEarly() {
    PartFiles growing = new OneFile(3 * RECORD, new ByteArrayInputStream(records(0, 2)));
    assertThatThrownBy(() -> new Cifar10(growing).read(List.of("data_batch_1")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read memory:/data_batch_1.bin: it ended after 6146 of 9219 bytes"
                + " (fetch it again with scripts/fetch-cifar10)");
  }

  @Test
  void reportsWhyAFileCannotBeRead() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("disk on fire");
          }
        };
    assertThatThrownBy(() -> new Cifar10(new OneFile(RECORD, broken)).read(List.of("data_batch_1")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read memory:/data_batch_1.bin: disk on fire"
                + " (check that the file can be read)");
  }

  /** One file of a stated size, whose bytes come from a stream. */
  private record OneFile(long bytes, InputStream stream) implements PartFiles {
    @Override
    public String location() {
      return "memory:";
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public OptionalLong size(String file) {
      return OptionalLong.of(bytes);
    }

    @Override
    public InputStream open(String file) {
      return stream;
    }
  }

  private void assertRefused(String part, String message) {
    assertThatThrownBy(() -> source.read(List.of(part)))
        .isInstanceOf(UserException.class)
        .hasMessage(message.formatted(directory));
  }

  private void write(String part, byte[] bytes) throws IOException {
    Files.write(directory.resolve(part + ".bin"), bytes);
  }

  /**
   * Records numbered from {@code first}: label number mod 10, then bytes that identify their
   * position.
   */
  private static byte[] records(int first, int count) {
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      bytes[i * RECORD] = (byte) ((first + i) % 10);
      for (int k = 1; k < RECORD; k++) {
        bytes[i * RECORD + k] = (byte) (31 * (first + i) + k);
      }
    }
    return bytes;
  }
}
