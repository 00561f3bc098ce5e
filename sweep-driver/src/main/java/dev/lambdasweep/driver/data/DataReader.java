package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.source.SourceType;
import dev.lambdasweep.driver.source.Sources;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads what a sweep's file says of its data.
 *
 * @param section what the file says
 * @param type of the source
 * @param source where the rows come from
 */
public record DataReader(DataSection section, SourceType type, DataSource source) {

  /** A reader of the source that is named, or found for {@code auto}. */
  public static DataReader of(DataSection section, Configuration hadoop) {
    SourceType type = Sources.of(section.values(), hadoop);
    return new DataReader(section, type, type.open(section.values(), hadoop));
  }

  /** In words. */
  public String description() {
    return source.description();
  }

  /** Equal for readers of the same rows, however these are split. */
  Object identity() {
    return List.of(type.name(), type.identity(section.values()));
  }

  /**
   * Training and validation rows.
   *
   * @param seed of the split
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
    int split = section.validationImages();
    return rows.isPresent()
        ? Dataset.randomSplit(source, training, rows.get(), split, seed)
        : Dataset.randomSplit(source, training, split, seed);
  }

  /** The test rows; for {@code final} and {@code evaluate} alone. */
  public Examples test() {
    return source.read(type.testParts(section.values()));
  }

  /** Parts to test on that are also trained or validated on; there should be none. */
  public List<String> mixedParts() {
    return type.testParts(section.values()).stream()
        .filter(
            part ->
                type.trainingParts(section.values()).contains(part)
                    || type.validationParts(section.values()).contains(part))
        .toList();
  }
}
