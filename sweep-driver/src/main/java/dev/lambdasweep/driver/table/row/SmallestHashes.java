package dev.lambdasweep.driver.table.row;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the rows of a partition with the smallest hashes, which are held out. Its result is their
 * hashes, two longs each.
 *
 * @param schema columns of the table
 * @param rows how many rows
 */
public record SmallestHashes(StructType schema, int rows) implements PartitionTask {
  @Override
  public byte[] run(int partition, Iterator<InternalRow> all) {
    ContentHash hash = new ContentHash(schema);
    Collected collected = new Collected();
    while (all.hasNext()) {
      hash.update(all.next());
      collected.add(hash.high(), hash.low());
    }
    int[] order = collected.order();
    ByteBuffer result = ByteBuffer.allocate(Math.min(rows, order.length) * 2 * Long.BYTES);
    Arrays.stream(order)
        .limit(rows)
        .forEach(i -> result.putLong(collected.high[i]).putLong(collected.low[i]));
    return result.array();
  }

  /**
   * The rows that are held out.
   *
   * @param results results of all partitions
   */
  public HeldOut heldOut(List<byte[]> results) {
    Collected collected = new Collected();
    for (byte[] result : results) {
      LongBuffer hashes = ByteBuffer.wrap(result).asLongBuffer();
      while (hashes.hasRemaining()) {
        collected.add(hashes.get(), hashes.get());
      }
    }
    int[] order = collected.order();
    if (order.length == 0) {
      return HeldOut.NONE;
    }
    int last = order[Math.min(rows, order.length) - 1];
    return HeldOut.upTo(collected.high[last], collected.low[last]);
  }

  /** Hashes in growing arrays. */
  private static final class Collected {
    private long[] high = new long[16];
    private long[] low = new long[16];
    private int size;

    void add(long itsHigh, long itsLow) {
      if (size == high.length) {
        high = Arrays.copyOf(high, 2 * size);
        low = Arrays.copyOf(low, 2 * size);
      }
      high[size] = itsHigh;
      low[size++] = itsLow;
    }

    int[] order() {
      return CanonicalOrder.of(Arrays.copyOf(high, size), Arrays.copyOf(low, size), new byte[0][]);
    }
  }
}
