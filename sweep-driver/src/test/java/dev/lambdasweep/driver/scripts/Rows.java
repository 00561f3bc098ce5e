package dev.lambdasweep.driver.scripts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** CSV output of sql, whose fields must not contain commas. */
final class Rows {
  private Rows() {}

  /** The rows below the header, each as a map by column. */
  static List<Map<String, String>> of(String csv) {
    List<String[]> lines = csv.lines().map(line -> line.split(",", -1)).toList();
    return lines.stream().skip(1).map(line -> row(lines.get(0), line)).toList();
  }

  private static Map<String, String> row(String[] header, String[] line) {
    if (header.length != line.length) {
      throw new IllegalArgumentException("Invalid csv line: " + Arrays.toString(line));
    }
    Map<String, String> row = new LinkedHashMap<>();
    IntStream.range(0, header.length).forEach(i -> row.put(header[i], line[i]));
    return row;
  }
}
