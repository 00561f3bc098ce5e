package dev.lambdasweep.driver.table;

/** Requires memory for the rows of a table before they are encoded. */
@FunctionalInterface
public interface MemoryCheck {

  /**
   * Requires memory.
   *
   * @param data what is to be held: "big.parquet: 1,000,000 rows × 50 inputs × 4 bytes"
   * @param bytes how many bytes that is
   * @throws dev.lambdasweep.core.UserException if a heap is too small, with what to set
   */
  void require(String data, long bytes);
}
