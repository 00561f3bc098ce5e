package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.source.SourceType;
import java.util.List;
import java.util.Optional;

/**
 * Reads the data that a sweep's file describes.
 *
 * @param section data section of the file
 * @param type type of the source
 * @param source source of the rows
 */
public record DataReader(DataSection section, SourceType type, DataSource source) {

  /** Readable description of the data. */
  public String description() {
    return source.description();
  }

  /**
   * Training and validation rows.
   *
   * @param seed seed of the split
   */
  public Dataset dataset(long seed) {
    List<String> training = type.trainingParts(section.values());
    List<String> validation = type.validationParts(section.values());
    Optional<Integer> rows = section.trainingImages();
    if (!validation.isEmpty()) {
      return rows.isPresent()
          ? Dataset.namedParts(source, training, validation, rows.get(), seed)
          : Dataset.namedParts(source, training, validation, seed);
    }
    int split = section.validationRows(() -> source.read(training).size());
    return rows.isPresent()
        ? Dataset.randomSplit(source, training, rows.get(), split, seed)
        : Dataset.randomSplit(source, training, split, seed);
  }

  /** The test rows; only for {@code final} and {@code evaluate}. */
  public Examples test() {
    return source.read(type.testParts(section.values()));
  }

  /** Test parts that are also trained or validated on; there should be none. */
  public List<String> mixedParts() {
    return type.testParts(section.values()).stream()
        .filter(
            part ->
                type.trainingParts(section.values()).contains(part)
                    || type.validationParts(section.values()).contains(part))
        .toList();
  }
}
