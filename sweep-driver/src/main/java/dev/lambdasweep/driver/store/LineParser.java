package dev.lambdasweep.driver.store;

/** Reads the lines of one file. */
@FunctionalInterface
interface LineParser<T> {
  /**
   * Reads a line.
   *
   * @param text UTF-8
   * @param from index of the line's first byte
   * @param length length of the line in bytes, without its end
   * @throws IllegalArgumentException that says what is wrong with the line
   */
  T parse(byte[] text, int from, int length);
}
