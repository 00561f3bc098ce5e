package dev.lambdasweep.driver.table.row;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The order of a table's rows, which Spark does not promise: by their keys, if they have any, and
 * then by the hashes of their content. Rows of equal content are the same in any order.
 */
public final class CanonicalOrder {
  private static final int INDEX_BITS = 31;
  private static final long INDEX = (1L << INDEX_BITS) - 1;

  private CanonicalOrder() {}

  /**
   * Indices of the rows in their order.
   *
   * @param high first halves of the hashes
   * @param low second halves of the hashes
   * @param keys keys as unsigned bytes; empty if the rows have none
   */
  public static int[] of(long[] high, long[] low, byte[][] keys) {
    return keys.length == 0 ? byHash(high, low) : byKey(high, low, keys);
  }

  private static int[] byKey(long[] high, long[] low, byte[][] keys) {
    Comparator<Integer> byKey = (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]);
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(byKey.thenComparing((a, b) -> HeldOut.compare(high[a], low[a], high[b], low[b])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Sorts numbers instead of objects: the first 33 bits of a hash and the row's index in one long.
   * The few rows that agree in these bits are sorted among themselves.
   */
  private static int[] byHash(long[] high, long[] low) {
    long[] sorted = new long[high.length];
    for (int i = 0; i < sorted.length; i++) {
      // the first bit is flipped, since hashes are unsigned
      sorted[i] = ((high[i] ^ Long.MIN_VALUE) & ~INDEX) | i;
    }
    Arrays.parallelSort(sorted);
    int[] order = new int[sorted.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (sorted[i] & INDEX);
    }
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && (sorted[from] & ~INDEX) == (sorted[to] & ~INDEX)) {
        to++;
      }
      if (to - from > 1) {
        sort(order, from, to, high, low);
      }
      from = to;
    }
    return order;
  }

  private static void sort(int[] order, int from, int to, long[] high, long[] low) {
    int[] some =
        Arrays.stream(order, from, to)
            .boxed()
            .sorted((a, b) -> HeldOut.compare(high[a], low[a], high[b], low[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(some, 0, order, from, some.length);
  }
}
