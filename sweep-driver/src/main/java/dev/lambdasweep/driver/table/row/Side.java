package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of a table that are wanted: the test rows, or all others.
 *
 * @param wantsTest whether the test rows are wanted
 * @param heldOut which rows are test rows by their content
 * @param split column that says which rows are; one or none
 */
public record Side(boolean wantsTest, HeldOut heldOut, List<Field> split) implements Serializable {
  private static final Map<RowUse, UTF8String> WORDS = words();

  public Side {
    split = List.copyOf(split);
  }

  private static Map<RowUse, UTF8String> words() {
    Map<RowUse, UTF8String> words = new EnumMap<>(RowUse.class);
    for (RowUse use : RowUse.values()) {
      words.put(use, UTF8String.fromString(use.word()));
    }
    return words;
  }

  /** All rows of a table. */
  public static Side all() {
    return new Side(false, HeldOut.NONE, List.of());
  }

  /**
   * Whether a row is wanted.
   *
   * @param hash hash of the row, which has been updated if rows are held out by their content
   */
  public boolean contains(InternalRow row, ContentHash hash) {
    boolean isTest =
        heldOut.contains(hash.high(), hash.low())
            || (!split.isEmpty() && is(row, split.get(0), RowUse.TEST));
    return isTest == wantsTest;
  }

  /** Whether a column says that a row is for a use. */
  public static boolean is(InternalRow row, Field split, RowUse use) {
    return !row.isNullAt(split.ordinal())
        && WORDS.get(use).equals(row.getUTF8String(split.ordinal()));
  }
}
