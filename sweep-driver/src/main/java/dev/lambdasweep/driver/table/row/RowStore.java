package dev.lambdasweep.driver.table.row;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Targets;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of a table as numbers, in arrays of their final size: blocks are copied in as they
 * arrive, and the rows are put into their canonical order in place. So a table takes little more
 * memory than its inputs.
 */
public final class RowStore {
  /** Numbers of a chunk, 32 MiB: few chunks, and none too large for a fragmented heap. */
  private static final int CHUNK = 1 << 23;

  private final int rows;
  private final int inputs;
  private final int perChunk;
  private final float[][] floats;
  private final byte[] bytes;
  private final double[] targets;
  private final double[] weights;
  private final byte[] uses;
  private long[] high;
  private long[] low;
  private byte[][] keys;
  private int next;

  /**
   * Room for rows.
   *
   * @param layout layout of all rows
   * @param hasUses whether rows say what they are for
   * @param hasKeys whether rows have keys
   */
  public RowStore(Block layout, boolean hasUses, boolean hasKeys) {
    this.rows = layout.rows();
    this.inputs = layout.inputs();
    this.perChunk = Math.max(1, Math.min(rows, CHUNK / inputs));
    this.floats = layout.areBytes() ? new float[0][] : chunks();
    this.bytes = layout.areBytes() ? new byte[Math.multiplyExact(rows, inputs)] : new byte[0];
    this.targets = new double[rows];
    this.weights = new double[layout.isWeighted() ? rows : 0];
    this.uses = new byte[hasUses ? rows : 0];
    this.high = new long[rows];
    this.low = new long[rows];
    this.keys = new byte[hasKeys ? rows : 0][];
  }

  private float[][] chunks() {
    float[][] chunks = new float[(rows + perChunk - 1) / perChunk][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new float[Math.min(perChunk, rows - i * perChunk) * inputs];
    }
    return chunks;
  }

  /**
   * Copies the rows of a block in, after those before.
   *
   * @param encoded block as {@link Encoding} made it
   * @return whether there were rows, and there is room for them
   */
  public boolean add(byte[] encoded) {
    if (encoded.length == 0) {
      return false;
    }
    int count = ByteBuffer.wrap(encoded).getInt();
    if (count > rows - next) {
      return false;
    }
    Block block = new Block(count, inputs, floats.length == 0, weights.length > 0);
    ByteBuffer buffer =
        ByteBuffer.wrap(encoded, Integer.BYTES, encoded.length - Integer.BYTES).slice();
    for (int row = 0; row < count; row++) {
      high[next + row] = buffer.getLong(block.hashAt(row));
      low[next + row] = buffer.getLong(block.hashAt(row) + Long.BYTES);
    }
    Block.from(buffer, block.targetAt(0)).asDoubleBuffer().get(targets, next, count);
    if (weights.length > 0) {
      Block.from(buffer, block.weightAt(0)).asDoubleBuffer().get(weights, next, count);
    }
    if (uses.length > 0) {
      Block.from(buffer, block.useAt(0)).get(uses, next, count);
    }
    addFeatures(block, buffer);
    addKeys(block, buffer);
    next += count;
    return true;
  }

  private void addFeatures(Block block, ByteBuffer buffer) {
    if (block.areBytes()) {
      Block.from(buffer, block.featuresAt(0)).get(bytes, next * inputs, block.rows() * inputs);
      return;
    }
    for (int row = 0; row < block.rows(); ) {
      int at = next + row;
      int count = Math.min(block.rows() - row, perChunk - at % perChunk);
      Block.from(buffer, block.featuresAt(row))
          .asFloatBuffer()
          .get(floats[at / perChunk], at % perChunk * inputs, count * inputs);
      row += count;
    }
  }

  private void addKeys(Block block, ByteBuffer buffer) {
    buffer.position(block.bytes());
    for (int row = 0; row < block.rows() && keys.length > 0; row++) {
      byte[] key = new byte[buffer.getInt()];
      buffer.get(key);
      keys[next + row] = key;
    }
  }

  /** Whether all rows have arrived. */
  public boolean isFull() {
    return next == rows;
  }

  /** Puts the rows into their canonical order, once all have arrived. */
  public void arrange() {
    int[] order = CanonicalOrder.of(high, low, keys);
    high = new long[0];
    low = new long[0];
    keys = new byte[0][];
    Row held = new Row(inputs);
    for (int start = 0; start < rows; start++) {
      if (order[start] != start) {
        moveCycle(order, start, held);
      }
    }
  }

  /** Moves the rows of one cycle of the permutation; afterwards, each is in its place. */
  private void moveCycle(int[] order, int start, Row held) {
    take(start, held);
    int to = start;
    int from = order[to];
    while (from != start) {
      move(from, to);
      order[to] = to;
      to = from;
      from = order[to];
    }
    put(held, to);
    order[to] = to;
  }

  /** One row outside the arrays. */
  private static final class Row {
    private final float[] floats;
    private final byte[] bytes;
    private double target;
    private double weight;
    private byte use;

    Row(int inputs) {
      this.floats = new float[inputs];
      this.bytes = new byte[inputs];
    }
  }

  private void take(int row, Row held) {
    if (floats.length > 0) {
      System.arraycopy(floats[row / perChunk], start(row), held.floats, 0, inputs);
    } else {
      System.arraycopy(bytes, row * inputs, held.bytes, 0, inputs);
    }
    held.target = targets[row];
    held.weight = weights.length > 0 ? weights[row] : 1;
    held.use = uses.length > 0 ? uses[row] : 0;
  }

  private void put(Row held, int row) {
    if (floats.length > 0) {
      System.arraycopy(held.floats, 0, floats[row / perChunk], start(row), inputs);
    } else {
      System.arraycopy(held.bytes, 0, bytes, row * inputs, inputs);
    }
    targets[row] = held.target;
    if (weights.length > 0) {
      weights[row] = held.weight;
    }
    if (uses.length > 0) {
      uses[row] = held.use;
    }
  }

  private void move(int from, int to) {
    if (floats.length > 0) {
      System.arraycopy(
          floats[from / perChunk], start(from), floats[to / perChunk], start(to), inputs);
    } else {
      System.arraycopy(bytes, from * inputs, bytes, to * inputs, inputs);
    }
    targets[to] = targets[from];
    if (weights.length > 0) {
      weights[to] = weights[from];
    }
    if (uses.length > 0) {
      uses[to] = uses[from];
    }
  }

  private int start(int row) {
    return row % perChunk * inputs;
  }

  /**
   * The rows as examples, which take the arrays over.
   *
   * @param schema says what the inputs are
   * @param shape shape of a row's inputs
   */
  public Examples examples(TableSchema schema, List<Integer> shape) {
    int classes = schema.label().classes().size();
    Targets bare =
        classes == 0
            ? Targets.values(targets)
            : Targets.classes(
                Arrays.stream(targets).mapToInt(label -> (int) label).toArray(), classes);
    Targets weighted = weights.length > 0 ? bare.withWeights(weights) : bare;
    Examples examples =
        floats.length > 0
            ? Examples.ofFloats(floats, weighted, shape)
            : Examples.ofBytes(bytes, weighted, shape);
    return examples.with(schema);
  }

  /** The rows to train on and to validate on; empty if rows do not say what they are for. */
  public Optional<Split> split() {
    if (uses.length == 0) {
      return Optional.empty();
    }
    int[] validation = IntStream.range(0, rows).filter(row -> uses[row] == 1).toArray();
    IntStream training = IntStream.range(0, rows).filter(row -> uses[row] == 0);
    int[] order = IntStream.concat(IntStream.of(validation), training).toArray();
    return Optional.of(Split.ofOrder(order, validation.length, rows - validation.length));
  }
}
