package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.source.SourceType;
import dev.lambdasweep.driver.table.TableSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads the data that a sweep's file describes.
 *
 * @param section data section of the file
 * @param type type of the source
 * @param source source of the rows
 * @param table the same source, if the rows are those of a table
 */
public record DataReader(
    DataSection section, SourceType type, DataSource source, Optional<TableSource> table) {

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
    if (!validation.isEmpty()) {
      return rows.isPresent()
          ? Dataset.namedParts(source, training, validation, rows.get(), seed)
          : Dataset.namedParts(source, training, validation, seed);
    }
    Examples pool = source.read(training);
    return new Dataset(pool, split(pool, fold, seed), seed);
  }

  private Split split(Examples pool, int fold, long seed) {
    if (section.isSplitByColumn()) {
      Split split = table.flatMap(TableSource::split).orElseThrow();
      return section.trainingImages().map(rows -> first(split, rows)).orElse(split);
    }
    int[] order = order(pool, seed);
    return section.folds().isPresent()
        ? fold(order, section.folds().get(), fold)
        : single(order, section.validationRows(pool::size));
  }

  private Split first(Split split, int rows) {
    int all = split.training().length;
    if (rows > all) {
      throw UserException.of(
          "Cannot train on %d rows of %s: its column %s gives %d to train on (set %s to at most"
              + " that)",
          rows,
          description(),
          section.values().get(Settings.VALIDATION_COLUMN),
          all,
          Settings.TRAINING_IMAGES);
    }
    return split.first(rows);
  }

  private int[] order(Examples pool, long seed) {
    boolean hasClasses = pool.task() == Task.CLASSIFICATION;
    boolean stratifies = section.stratifies().orElse(table.isPresent() && hasClasses);
    if (stratifies && !hasClasses) {
      throw UserException.of(
          "Cannot stratify the rows of %s: they have values and no classes (set %s to auto)",
          description(), Settings.STRATIFY);
    }
    return stratifies
        ? Split.stratifiedOrder(pool.targets().strata(), seed)
        : Split.order(pool.size(), seed);
  }

  private Split single(int[] order, int validation) {
    int size = order.length;
    int training = section.trainingImages().orElse(Math.max(1, size - validation));
    long missing = (long) training + validation - size;
    if (missing > 0) {
      throw UserException.of(
          "Cannot split %d %s into %d for training and %d for validation: %d too few"
              + " (use at most %d together%s)",
          size,
          table.isPresent() ? "rows" : "images",
          training,
          validation,
          missing,
          size,
          table.isPresent() ? "" : ", or read more parts");
    }
    return Split.ofOrder(order, validation, training);
  }

  private Split fold(int[] order, int folds, int fold) {
    int size = order.length;
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
    return Split.fold(order, folds, fold, section.trainingImages().orElse(Integer.MAX_VALUE));
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
