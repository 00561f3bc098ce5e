package dev.lambdasweep.driver.store.column;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets lines that are read together share equal values, since most lines of a file repeat most
 * values of the line before. Rows then take a fraction of the memory. Not safe for several threads.
 */
final class Sharing {
  private static final int SLOTS = 256;

  private final Object[] recent = new Object[SLOTS];
  private final Map<List<String>, RowMap.Names> names = new HashMap<>();

  /** An equal value that was seen recently, or else this one. */
  @SuppressWarnings("unchecked") // equal values of Double, Long, Boolean, String or List
  <T> T shared(T value) {
    int hash = value.hashCode();
    int slot = (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & SLOTS - 1;
    if (value.equals(recent[slot])) {
      return (T) recent[slot];
    }
    recent[slot] = value;
    return value;
  }

  /**
   * A map of names to values, in the same order.
   *
   * @param keys a name that is there twice has its last value
   */
  <V> Map<String, V> map(List<String> keys, List<V> values) {
    RowMap.Names shared = names.get(keys);
    if (shared == null) {
      shared = RowMap.Names.of(keys);
      names.put(shared.list(), shared);
    }
    return shared.isUnique() ? new RowMap<>(shared, values) : RowMap.of(keys, values);
  }
}
