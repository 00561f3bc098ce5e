package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.setting.Settings;
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
   * @param fold number of the fold to validate on, from 0; 0 if there is a single split
   */
  public Dataset dataset(long seed, int fold) {
    List<String> training = type.trainingParts(section.values());
    List<String> validation = type.validationParts(section.values());
    Optional<Integer> rows = section.trainingImages();
    if (section.folds().isPresent()) {
      Examples pool = source.read(training);
      return new Dataset(pool, split(pool, section.folds().get(), fold, seed), seed);
    }
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

  private Split split(Examples pool, int folds, int fold, long seed) {
    int size = pool.size();
    if (folds > size) {
      throw UserException.of(
          "Cannot divide %d rows of %s into %d folds: there must be at least one row in each (set"
              + " %s to at most %d)",
          size, description(), folds, Settings.FOLDS, size);
    }
    int least = size - (size + folds - 1) / folds;
    int most = section.trainingImages().orElse(least);
    if (most > least) {
      throw UserException.of(
          "Cannot train on %d rows of %s: without those of a fold there are %d (set %s to at most"
              + " that, or use more folds)",
          most, description(), least, Settings.TRAINING_IMAGES);
    }
    return Split.fold(
        Split.order(size, seed), folds, fold, section.trainingImages().orElse(Integer.MAX_VALUE));
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
