package dev.lambdasweep.driver.table.row;

import java.nio.ByteBuffer;

/**
 * The layout of the encoded rows of a partition, as one array of bytes: the hashes of all rows,
 * their targets, weights, uses (1: to validate on), and features, and at last their keys.
 *
 * @param rows number of rows
 * @param inputs inputs of a row
 * @param areBytes whether an input is an unsigned byte; else it is a float
 * @param isWeighted whether rows have weights
 */
public record Block(int rows, int inputs, boolean areBytes, boolean isWeighted) {
  private static final int HASH = 2 * Long.BYTES;

  /** Bytes of the block, without keys. */
  public int bytes() {
    long perRow =
        HASH
            + (isWeighted ? 2 : 1) * (long) Double.BYTES
            + 1
            + (long) inputs * (areBytes ? Byte.BYTES : Float.BYTES);
    return Math.toIntExact(rows * perRow);
  }

  public int hashAt(int row) {
    return row * HASH;
  }

  public int targetAt(int row) {
    return rows * HASH + row * Double.BYTES;
  }

  public int weightAt(int row) {
    return targetAt(rows) + row * Double.BYTES;
  }

  public int useAt(int row) {
    return (isWeighted ? weightAt(rows) : targetAt(rows)) + row;
  }

  public int featuresAt(int row) {
    return useAt(rows) + row * inputs * (areBytes ? Byte.BYTES : Float.BYTES);
  }

  /** A part of a buffer, from a position on. */
  public static ByteBuffer from(ByteBuffer buffer, int position) {
    return buffer.duplicate().position(position);
  }
}
