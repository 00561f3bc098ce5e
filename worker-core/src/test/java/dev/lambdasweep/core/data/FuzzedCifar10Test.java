package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lambdasweep.core.UserException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Randomly damaged files: each is either read, if it happens to be valid, or refused with a
 * message.
 */
class FuzzedCifar10Test {
  private static final int RECORD = 3073;
  private static final int VARIANTS = 3_000;

  /**
   * A file whose reported size differs from its content, as on a damaged disk or while it is
   * written.
   */
  private static final class Damaged implements PartFiles {
    private final byte[] bytes;
    private final OptionalLong reportedSize;

    Damaged(byte[] bytes, OptionalLong reportedSize) {
      this.bytes = bytes;
      this.reportedSize = reportedSize;
    }

    @Override
    public String location() {
      return "here";
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public OptionalLong size(String file) {
      return reportedSize;
    }

    @Override
    public InputStream open(String file) {
      return new FilterInputStream(new ByteArrayInputStream(bytes)) {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          // never more at once than a network would deliver
          return super.read(target, offset, Math.min(length, 1000));
        }
      };
    }
  }

  @Test
  void isReadOrRefusedByAMessage() {
    int read = 0;
    for (int seed = 0; seed < VARIANTS; seed++) {
      Random random = new Random(seed);
      byte[] bytes =
          new byte
              [random.nextInt(4) * RECORD + (random.nextInt(3) == 0 ? random.nextInt(RECORD) : 0)];
      random.nextBytes(bytes);
      for (int label = 0; label < bytes.length && random.nextInt(10) > 0; label += RECORD) {
        bytes[label] = (byte) random.nextInt(10);
      }
      OptionalLong reportedSize =
          switch (random.nextInt(10)) {
            case 0 -> OptionalLong.empty();
            case 1 -> OptionalLong.of(bytes.length + (long) RECORD * random.nextInt(3));
            case 2 -> OptionalLong.of(Math.max(0, bytes.length - RECORD));
            case 3 -> OptionalLong.of(Long.MAX_VALUE / RECORD * RECORD);
            default -> OptionalLong.of(bytes.length);
          };
      read += isRead(seed, new Damaged(bytes, reportedSize)) ? 1 : 0;
    }
    assertThat(read).isPositive().isLessThan(VARIANTS);
  }

  private static boolean isRead(int seed, PartFiles files) {
    try {
      Examples examples = new Cifar10(files).read(List.of("data_batch_1"));
      assertThat(examples.size()).isPositive();
      int[] labels = new int[examples.size()];
      Arrays.setAll(labels, examples::label);
      assertThat(Arrays.stream(labels).boxed()).allMatch(label -> label >= 0 && label < 10);
      return true;
    } catch (UserException e) {
      assertThat(e.getMessage()).startsWith("Cannot ");
      return false;
    } catch (RuntimeException | OutOfMemoryError e) {
      return fail("seed " + seed, e);
    }
  }
}
