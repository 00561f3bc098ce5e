package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a part of the rows as comma-separated text with a header, {@code train.csv}: all inputs,
 * the number of the class or the value, and the weight if rows have weights. A missing number is
 * empty.
 */
final class CsvFiles {
  private CsvFiles() {}

  static void write(Path directory, PartOfRows part) throws IOException {
    Examples examples = part.examples();
    RowColumns columns = RowColumns.of(examples);
    try (BufferedWriter file = Files.newBufferedWriter(directory.resolve(part.name() + ".csv"))) {
      List<String> names = new ArrayList<>(columns.inputs());
      names.add(columns.target());
      if (columns.isWeighted()) {
        names.add(RowColumns.WEIGHT);
      }
      file.write(names.stream().map(CsvFiles::quoted).collect(Collectors.joining(",", "", "\n")));
      for (int row : part.rows()) {
        for (int input = 0; input < examples.inputs(); input++) {
          file.write(text(examples.feature(row, input)));
          file.write(',');
        }
        double target = examples.targets().at(row);
        file.write(
            examples.task() == Task.CLASSIFICATION ? Integer.toString((int) target) : text(target));
        if (columns.isWeighted()) {
          file.write(',' + text(examples.targets().weight(row)));
        }
        file.write('\n');
      }
    }
  }

  private static String text(float value) {
    if (Float.isNaN(value)) {
      return "";
    }
    return isWhole(value) ? Long.toString((long) value) : Float.toString(value);
  }

  private static String text(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Whether it needs no fraction to be read back as the same number. */
  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1 << 24;
  }

  private static String quoted(String name) {
    boolean isPlain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
