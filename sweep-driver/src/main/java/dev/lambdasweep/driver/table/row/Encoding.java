package dev.lambdasweep.driver.table.row;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The second scan of a table: makes numbers of a partition's rows, in blocks of a few rows each, so
 * that an executor holds only one at a time. A block is the number of its rows, then the rows as
 * {@link Block} lays them out, then their keys; or nothing, if a row cannot be encoded although the
 * first scan saw none such.
 *
 * @param scan rows to encode
 * @param encoder makes inputs of a row
 * @param classes names of the classes by label; empty if values are predicted
 */
public record Encoding(RowScan scan, RowEncoder encoder, List<String> classes)
    implements Serializable {
  /** Bytes of a block, unless a single row takes more. */
  private static final long BLOCK_BYTES = 1 << 20;

  /** Copies the classes in. */
  public Encoding {
    classes = new ArrayList<>(classes);
  }

  /** Layout of some rows. */
  public Block block(int rows) {
    return new Block(
        rows,
        encoder.inputs(),
        scan.selection().areImages(),
        scan.selection().weight().isPresent());
  }

  /** Bytes that rows take when they are encoded, without keys. */
  public long bytes(long rows) {
    return rows * block(1).bytes();
  }

  /** Encodes the rows of a partition that are wanted. */
  public Iterator<byte[]> encode(Iterator<InternalRow> rows) {
    return new Blocks(this, rows);
  }

  /** The blocks of a partition, one after another. */
  private static final class Blocks implements Iterator<byte[]> {
    private final Encoding encoding;
    private final Iterator<InternalRow> rows;
    private final List<FeatureColumn> features;
    private final ContentHash hash;
    private final int perBlock;
    private List<byte[]> next = List.of();

    Blocks(Encoding encoding, Iterator<InternalRow> rows) {
      this.encoding = encoding;
      this.rows = rows;
      this.features = encoding.scan.features();
      this.hash = encoding.scan.hash();
      this.perBlock = (int) Math.max(1, BLOCK_BYTES / encoding.bytes(1));
    }

    @Override
    public boolean hasNext() {
      if (next.isEmpty()) {
        next = block();
      }
      return !next.isEmpty();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] block = next.get(0);
      next = List.of();
      return block;
    }

    /** The next block; empty if there are no more rows. */
    private List<byte[]> block() {
      Writer writer = new Writer(encoding, perBlock);
      while (writer.rows() < perBlock && rows.hasNext()) {
        InternalRow row = rows.next();
        hash.update(row);
        boolean isWanted =
            encoding.scan.side().contains(row, hash) && !encoding.scan.isSkipped(row, features);
        if (isWanted && !writer.add(row, hash)) {
          return List.of(new byte[0]);
        }
      }
      return writer.rows() == 0 ? List.of() : List.of(writer.result());
    }
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

    Writer(Encoding encoding, int rows) {
      this.encoding = encoding;
      this.block = encoding.block(rows);
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

    int rows() {
      return next;
    }

    byte[] result() {
      Block full = encoding.block(next);
      ByteBuffer all =
          ByteBuffer.allocate(Integer.BYTES + Math.addExact(full.bytes(), keys.size()))
              .putInt(next);
      copy(all, block.hashAt(0), block.hashAt(next));
      copy(all, block.targetAt(0), block.targetAt(next));
      if (block.isWeighted()) {
        copy(all, block.weightAt(0), block.weightAt(next));
      }
      copy(all, block.useAt(0), block.useAt(next));
      copy(all, block.featuresAt(0), block.featuresAt(next));
      all.put(keys.toByteArray());
      return all.array();
    }

    private void copy(ByteBuffer target, int from, int to) {
      target.put(buffer.array(), from, to - from);
    }
  }
}
