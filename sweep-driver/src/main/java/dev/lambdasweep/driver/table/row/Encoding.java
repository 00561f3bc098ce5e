package dev.lambdasweep.driver.table.row;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The second scan of a table: makes numbers of a partition's rows. Its result is a {@link Block},
 * with the keys of the rows after it, or nothing if the rows are not those that the first scan saw.
 *
 * @param scan rows to encode
 * @param encoder makes inputs of a row
 * @param classes names of the classes by label; empty if values are predicted
 * @param windows rows to encode of each partition, of those that are wanted
 */
public record Encoding(
    RowScan scan, RowEncoder encoder, List<String> classes, Map<Integer, Window> windows)
    implements PartitionTask {

  public Encoding {
    classes = List.copyOf(classes);
    windows = new HashMap<>(windows);
  }

  /**
   * Consecutive rows of a partition.
   *
   * @param from number of the first
   * @param rows how many
   * @param isLast whether the partition has no more
   */
  public record Window(long from, int rows, boolean isLast) implements Serializable {}

  /** Whether inputs are unsigned bytes. */
  public boolean areBytes() {
    return scan.selection().areImages();
  }

  /** Layout of some rows. */
  public Block block(int rows) {
    return new Block(rows, encoder.inputs(), areBytes(), scan.selection().weight().isPresent());
  }

  @Override
  public byte[] run(int partition, Iterator<InternalRow> rows) {
    Window window = windows.get(partition);
    Writer writer = new Writer(this, block(window.rows()));
    List<FeatureColumn> features = scan.features();
    ContentHash hash = scan.hash();
    long end = window.from() + window.rows();
    long index = 0;
    while (rows.hasNext() && (index < end || window.isLast())) {
      InternalRow row = rows.next();
      hash.update(row);
      if (scan.side().contains(row, hash) && !scan.isSkipped(row, features)) {
        if (index >= end || (index >= window.from() && !writer.add(row, hash))) {
          return new byte[0];
        }
        index++;
      }
    }
    return index == end ? writer.result() : new byte[0];
  }

  /** Writes rows into a block. */
  private static final class Writer {
    private final Encoding encoding;
    private final Block block;
    private final ByteBuffer buffer;
    private final float[] inputs;
    private final Map<UTF8String, Integer> labels = new HashMap<>();
    private final OrderKey order;
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();
    private int next;

    Writer(Encoding encoding, Block block) {
      this.encoding = encoding;
      this.block = block;
      this.buffer = ByteBuffer.allocate(block.bytes());
      this.inputs = new float[block.inputs()];
      this.order = new OrderKey(encoding.scan.selection().roles().order());
      for (String name : encoding.classes) {
        labels.put(UTF8String.fromString(name), labels.size());
      }
    }

    /** Writes a row; returns whether that was possible. */
    boolean add(InternalRow row, ContentHash hash) {
      RowScan scan = encoding.scan;
      buffer.putLong(block.hashAt(next), hash.high());
      buffer.putLong(block.hashAt(next) + Long.BYTES, hash.low());
      if (scan.lacksLabel(row)) {
        return false;
      }
      Field label = scan.selection().label();
      if (scan.hasClasses()) {
        Integer place = labels.get(CategoryText.of(row, label.ordinal(), label.type()));
        if (place == null) {
          return false;
        }
        buffer.putDouble(block.targetAt(next), place);
      } else {
        buffer.putDouble(block.targetAt(next), scan.value(row));
      }
      if (block.isWeighted()) {
        buffer.putDouble(block.weightAt(next), scan.weight(row));
      }
      for (Field split : scan.selection().roles().split()) {
        buffer.put(block.useAt(next), (byte) (Side.is(row, split, RowUse.VALIDATION) ? 1 : 0));
      }
      addKey(row);
      boolean isGood = block.areBytes() ? addImage(row) : addInputs(row);
      next++;
      return isGood;
    }

    private void addKey(InternalRow row) {
      if (!order.fields().isEmpty()) {
        byte[] key = order.of(row);
        keys.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).array());
        keys.writeBytes(key);
      }
    }

    private boolean addInputs(InternalRow row) {
      boolean isGood = encoding.encoder.encode(row, inputs, 0) == RowEncoder.ENCODED;
      Block.from(buffer, block.featuresAt(next)).asFloatBuffer().put(inputs);
      return isGood;
    }

    private boolean addImage(InternalRow row) {
      int ordinal = encoding.scan.selection().features().get(0).ordinal();
      if (row.isNullAt(ordinal)) {
        return false;
      }
      byte[] image = row.getBinary(ordinal);
      if (image.length != block.inputs()) {
        return false;
      }
      Block.from(buffer, block.featuresAt(next)).put(image);
      return true;
    }

    byte[] result() {
      if (keys.size() == 0) {
        return buffer.array();
      }
      byte[] all = new byte[Math.addExact(buffer.capacity(), keys.size())];
      System.arraycopy(buffer.array(), 0, all, 0, buffer.capacity());
      System.arraycopy(keys.toByteArray(), 0, all, buffer.capacity(), keys.size());
      return all;
    }
  }
}
