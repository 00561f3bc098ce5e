package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some rows of a data set, in the order in which a program gets them. */
final class PartOfRows {
  private final String name;
  private final Examples examples;
  private final int[] rows;

  /**
   * Some rows.
   *
   * @param name name of the part in names of files: {@code train}, {@code valid} or {@code test}
   * @param examples examples that contain the rows
   * @param rows [size] indices of the rows; not copied
   */
  PartOfRows(String name, Examples examples, int[] rows) {
    this.name = name;
    this.examples = examples;
    this.rows = rows;
  }

  /** The parts that a trial has: rows to train and to validate on, and test rows, if any. */
  static List<PartOfRows> of(Dataset data, Optional<Examples> test) {
    List<PartOfRows> parts = new ArrayList<>();
    parts.add(new PartOfRows("train", data.examples(), data.training()));
    parts.add(new PartOfRows("valid", data.examples(), data.validation()));
    test.ifPresent(
        rows -> parts.add(new PartOfRows("test", rows, IntStream.range(0, rows.size()).toArray())));
    return parts;
  }

  String name() {
    return name;
  }

  Examples examples() {
    return examples;
  }

  /** [size] indices of the rows, the array itself, which must not be modified. */
  int[] rows() {
    return rows;
  }

  int size() {
    return rows.length;
  }
}
