package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalOrderTest {
  private static final byte[][] NO_KEYS = new byte[0][];

  @Test
  void sortsByUnsignedHash() {
    long[] high = {-1, 0, 5, Long.MIN_VALUE, 5, 5};
    long[] low = {0, -1, -1, 0, 1, 0};
    assertThat(CanonicalOrder.of(high, low, NO_KEYS)).containsExactly(1, 5, 4, 2, 3, 0);
  }

  @Test
  void agreesWithASortOfObjects() {
    Random random = new Random(3);
    int rows = 5000;
    // few values in the first 33 bits, so that many agree in them
    long[] high = random.longs(rows).map(bits -> (bits & 7) << 40 | (bits >>> 40 & 3)).toArray();
    long[] low = random.longs(rows, 0, 1000).toArray();
    int[] expected =
        IntStream.range(0, rows)
            .boxed()
            .sorted((a, b) -> HeldOut.compare(high[a], low[a], high[b], low[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] order = CanonicalOrder.of(high, low, NO_KEYS);
    for (int i = 0; i < rows; i++) {
      assertThat(high[order[i]]).isEqualTo(high[expected[i]]);
      assertThat(low[order[i]]).isEqualTo(low[expected[i]]);
    }
    assertThat(order).doesNotHaveDuplicates();
  }

  @Test
  void sortsByKeysFirst() {
    byte[][] keys = {{2}, {1, 5}, {1}, {(byte) 200}, {1}};
    long[] high = {0, 0, 9, 0, 4};
    assertThat(CanonicalOrder.of(high, new long[5], keys)).containsExactly(4, 2, 1, 0, 3);
  }
}
